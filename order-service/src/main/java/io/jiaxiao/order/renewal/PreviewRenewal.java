package io.jiaxiao.order.renewal;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.renewal.domain.PricedClass;
import io.jiaxiao.order.subscription.RenewSubscriptions;
import io.jiaxiao.order.subscription.RenewSubscriptions.Order;
import io.jiaxiao.order.subscription.RenewSubscriptions.Wanted;
import io.jiaxiao.order.subscription.domain.RenewalAnswer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Shows what a renewal would do today, by the very rules it is done by. Changes nothing. */
@Service
public class PreviewRenewal {

    private static final int MOST = 5000;

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

    /** @param day the business day it holds for */
    public record Preview(LocalDate day, List<Line> lines) {

        public Preview {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @throws io.jiaxiao.kernel.RefusedException 400 more than 5000 children, 404 no such plan, class or child, 409 no price or a
     *     promotion, 503 when roster-service cannot say
     */
    public Preview of(RenewalWish wish) {
        Plan plan = place.plan(wish.planCode());
        LocalDate today = BusinessDay.of(clock.instant());
        var order = new Order(plan, wish.endingBy(), "");
        List<Line> lines = new ArrayList<>();
        for (PricedClass priced : place.classes(wish, plan)) {
            String only = wish.childId();
            Set<String> children = only == null ? place.children(priced.classId()) : Set.of(only);
            if (lines.size() + children.size() > MOST) {
                throw RenewalRefusals.PREVIEW_TOO_LARGE.asException();
            }
            if (!children.isEmpty()) {
                List<Wanted> wanted = children.stream()
                        .map(child -> new Wanted(child, 0, priced.price()))
                        .toList();
                renew.preview(order, wanted, today)
                        .forEach((child, answer) ->
                                lines.add(new Line(child, priced.classId(), priced.price(), answer)));
            }
        }
        return new Preview(today, lines);
    }
}
