package io.jiaxiao.order.renewal.domain;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.subscription.domain.RenewalAnswer;
import io.jiaxiao.order.subscription.domain.RenewalAnswer.Goes;
import io.jiaxiao.order.subscription.domain.RenewalAnswer.Stays;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many of some children would be renewed, and what that costs.
 *
 * @param renewed whose subscription would go on
 * @param skipped who would be left as they are, by the reason
 * @param price   of all renewed, to be settled outside
 */
public record Tally(int renewed, Map<RenewalAnswer.Why, Integer> skipped, Money price) {

    public static final Tally NONE = new Tally(0, Map.of(), Money.ZERO);

    public Tally {
        skipped = Map.copyOf(skipped);
    }

    /** With one child more. @param each its price, if it is renewed */
    public Tally plus(RenewalAnswer answer, Money each) {
        return switch (answer) {
            case Goes goes -> new Tally(renewed + 1, skipped, price.plus(each));
            case Stays stays -> {
                Map<RenewalAnswer.Why, Integer> more = new EnumMap<>(RenewalAnswer.Why.class);
                more.putAll(skipped);
                more.merge(stays.why(), 1, Integer::sum);
                yield new Tally(renewed, more, price);
            }
        };
    }

    public int left() {
        return skipped.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int children() {
        return renewed + left();
    }
}
