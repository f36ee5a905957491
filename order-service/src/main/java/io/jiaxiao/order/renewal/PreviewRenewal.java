package io.jiaxiao.order.renewal;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.place.SchoolRoster;
import io.jiaxiao.order.renewal.domain.PricedClass;
import io.jiaxiao.order.renewal.domain.Tally;
import io.jiaxiao.order.subscription.RenewSubscriptions;
import io.jiaxiao.order.subscription.RenewSubscriptions.Order;
import io.jiaxiao.order.subscription.RenewSubscriptions.Wanted;
import io.jiaxiao.order.subscription.domain.RenewalAnswer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;

/**
 * Shows what a renewal would do today, by the very rules it is done by. Changes nothing. It holds sums in memory and a few
 * thousand children at most, however many there are.
 */
@Service
public class PreviewRenewal {

    /** More children than this are not shown one by one. */
    static final int MOST_LINES = 5000;

    private static final int AT_ONCE = 1000;

    private final RenewalPlace place;
    private final RenewSubscriptions renew;
    private final Clock clock;

    PreviewRenewal(RenewalPlace place, RenewSubscriptions renew, Clock clock) {
        this.place = place;
        this.renew = renew;
        this.clock = clock;
    }

    /** What would become of a child. @param price of its class */
    public record Line(String childId, String classId, Money price, RenewalAnswer answer) {}

    /**
     * @param day     the business day it holds for
     * @param total   of all children
     * @param schools of each school, by number
     * @param lines   each child; empty when there are more than 5000
     */
    public record Preview(LocalDate day, Tally total, Map<String, Tally> schools, List<Line> lines) {

        public Preview {
            schools = Map.copyOf(schools);
            lines = List.copyOf(lines);
        }
    }

    /**
     * @throws io.jiaxiao.kernel.RefusedException 404 no such plan, school, class or child, 409 no price or a promotion, 503 when
     *     roster-service cannot say
     */
    public Preview of(RenewalWish wish) {
        Instant now = clock.instant();
        Plan plan = place.plan(wish.planCode());
        var shown = new Shown(new Order(plan, wish.endingBy(), ""), BusinessDay.of(now));
        List<PricedClass> named = place.classes(wish, plan);
        String only = wish.childId();
        if (only != null) {
            shown.add(named.getFirst(), List.of(only));
        } else {
            addAll(shown, named);
        }
        for (String school : place.schools(wish, plan)) {
            addAll(shown, place.classesOf(school, plan, now));
        }
        return shown.preview();
    }

    private void addAll(Shown shown, List<PricedClass> classes) {
        for (int from = 0; from < classes.size(); from += SchoolRoster.MOST_CLASSES) {
            List<PricedClass> some = classes.subList(from, Math.min(classes.size(), from + SchoolRoster.MOST_CLASSES));
            Map<String, List<String>> members =
                    place.members(some.stream().map(PricedClass::classId).toList());
            some.forEach(one -> shown.add(one, members.getOrDefault(one.classId(), List.of())));
        }
        shown.reckon();
    }

    /** Children are gathered, reckoned by the thousand, and forgotten but for their sums. */
    private final class Shown {

        private final Order order;
        private final LocalDate today;
        private final Map<String, PricedClass> waiting = new LinkedHashMap<>();
        private final Map<String, Tally> schools = new LinkedHashMap<>();
        private final List<Line> lines = new ArrayList<>();
        private Tally total = Tally.NONE;

        Shown(Order order, LocalDate today) {
            this.order = order;
            this.today = today;
        }

        void add(PricedClass priced, List<String> children) {
            children.forEach(child -> waiting.put(child, priced));
            if (waiting.size() >= AT_ONCE) {
                reckon();
            }
        }

        void reckon() {
            if (waiting.isEmpty()) {
                return;
            }
            List<Wanted> wanted = waiting.entrySet().stream()
                    .map(one -> new Wanted(one.getKey(), 0, one.getValue().price()))
                    .toList();
            renew.preview(order, wanted, today)
                    .forEach((child, answer) -> take(Objects.requireNonNull(waiting.get(child)), child, answer));
            waiting.clear();
        }

        private void take(PricedClass priced, String child, RenewalAnswer answer) {
            total = total.plus(answer, priced.price());
            schools.merge(
                    priced.schoolId(),
                    Tally.NONE.plus(answer, priced.price()),
                    (before, one) -> before.plus(answer, priced.price()));
            if (total.children() <= MOST_LINES) {
                lines.add(new Line(child, priced.classId(), priced.price(), answer));
            }
        }

        Preview preview() {
            reckon();
            return new Preview(today, total, schools, total.children() > MOST_LINES ? List.of() : lines);
        }
    }
}
