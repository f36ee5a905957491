package io.jiaxiao.order.timeline;

import io.jiaxiao.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened. No personal data in clear.
 *
 * @param what   stable code within its source, e.g. {@code PAID}
 * @param actor  {@code person:ID}, {@code operator:ID}, {@code alipay}, {@code carrier} or {@code system}
 * @param number of the thing it is about: purchase, payment, refund, subscription, ...
 * @param state  where that thing stands now; null for what has no state of its own
 * @param amount money it is about; null for none
 * @param note   words for operators; may be empty
 */
public record TimelineEntry(
        Instant at,
        Source source,
        String what,
        String actor,
        String number,
        @Nullable String state,
        @Nullable Money amount,
        String note) {

    public static final String SYSTEM = "system";

    /** Whose books it is from. */
    public enum Source {
        PURCHASE,
        PAYMENT,
        NOTICE,
        REFUND,
        OPERATOR_REFUND,
        CARRIER,
        SUBSCRIPTION,
        PROMOTION,
        RENEWAL,
        EXCEPTION
    }

    public static TimelineEntry of(Instant at, Source source, String what, String actor, Object number) {
        return new TimelineEntry(at, source, what, actor, number.toString(), null, null, "");
    }

    public TimelineEntry now(@Nullable String standing) {
        return new TimelineEntry(at, source, what, actor, number, standing, amount, note);
    }

    public TimelineEntry about(@Nullable Money money) {
        return new TimelineEntry(at, source, what, actor, number, state, money, note);
    }

    public TimelineEntry saying(String words) {
        return new TimelineEntry(at, source, what, actor, number, state, amount, words);
    }
}
