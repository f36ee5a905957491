package io.jiaxiao.partners.jd;

import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.memory.Diary;
import java.time.Clock;
import java.util.function.Predicate;

/** Whether an after-sale application will be refused: drawn from the ordered faults, and from then on a fact. */
final class Review implements Predicate<Order> {

    static final String REVIEWED = "reviewed";

    private final FaultBook book;
    private final Diary diary;
    private final Clock clock;
    private boolean recalling;
    private boolean recalled;

    Review(FaultBook book, Diary diary, Clock clock) {
        this.book = book;
        this.diary = diary;
        this.clock = clock;
    }

    @Override
    public boolean test(Order parcel) {
        if (recalling) {
            return recalled;
        }
        boolean refused = book.drawForRequest(parcel.numbers(), JdFault.AfterSaleRefused.class)
                .isPresent();
        diary.write(REVIEWED, clock.instant(), refused);
        return refused;
    }

    /** While an earlier life is recalled: how the next one was decided then. */
    void was(boolean refused) {
        recalled = refused;
    }

    void recalling(boolean now) {
        recalling = now;
    }
}
