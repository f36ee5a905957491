package io.jiaxiao.partners.jd;

import io.jiaxiao.partners.memory.Diary;
import java.util.Map;
import java.util.function.Function;

/**
 * Does once more what an earlier life of the house did, in the same order and at the same moments, so that numbers, stock,
 * money and messages become what they were. Sign-ins are not recalled: who had a token signs in again.
 */
final class Recollection {

    static final String MADE = "made";
    static final String CALLED = "called";

    private final House house;
    private final Diary diary;
    private final HouseClock clock;
    private final Review review;
    private final Map<String, Function<Form, Answer>> calls;

    Recollection(House house, Diary diary, HouseClock clock, Review review) {
        this.house = house;
        this.diary = diary;
        this.clock = clock;
        this.review = review;
        this.calls = Calls.of(house);
    }

    /** An order that was made, and what had been drawn for it. */
    record Made(String body, Fate fate) {}

    /** A call that changed something. */
    record Called(String path, String body) {}

    /** Leaves the house's clock running. */
    void read() {
        house.hours().recall(() -> {
            review.recalling(true);
            diary.recall(entry -> {
                clock.hold(entry.at());
                again(entry);
            });
            review.recalling(false);
            clock.letGo();
        });
    }

    private void again(Diary.Entry entry) {
        switch (entry.kind()) {
            case MADE -> {
                Made made = diary.as(entry, Made.class);
                house.orderApi().submit(form(made.body()), any -> made.fate());
            }
            case CALLED -> {
                Called called = diary.as(entry, Called.class);
                Answer unused = call(called.path()).apply(form(called.body()));
            }
            case Hours.RANG -> house.hours().rang(diary.as(entry, Long.class));
            case Review.REVIEWED -> review.was(diary.as(entry, Boolean.class));
            case Backroom.CHANGED -> {
                Backroom.Changed changed = diary.as(entry, Backroom.Changed.class);
                Goods goods = house.shop().find(changed.sku());
                if (goods != null) {
                    house.backroom().change(goods, changed.change());
                }
            }
            case Backroom.BALANCED -> house.backroom().setBalance(diary.as(entry, Long.class));
            case Backroom.BEGAN_ANEW -> house.hours().startAnew(house.backroom()::beginAnew);
            default -> throw new IllegalStateException("The diary of JD tells of " + entry.kind());
        }
    }

    private Function<Form, Answer> call(String path) {
        Function<Form, Answer> call = calls.get(path);
        if (call == null) {
            throw new IllegalStateException("The diary of JD tells of a call " + path);
        }
        return call;
    }

    private static Form form(String body) {
        return Form.read(Form.TYPE, body);
    }
}
