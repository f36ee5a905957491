package io.jiaxiao.order.subscription.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Whether the term a renewal added can be taken back as if it had never been (O6). */
public sealed interface UndoAnswer {

    /** It can. @param running as it stands @param term what is taken away */
    record Goes(Subscription running, Term term) implements UndoAnswer {}

    /** It cannot, and stays. */
    record Stays(Why why) implements UndoAnswer {}

    /** What has been built on it. */
    enum Why {
        /** The subscription has ended since. */
        ENDED,
        /** Another term follows it, or the child has subscribed anew. */
        FOLLOWED,
        /** A pause has moved its days. */
        MOVED,
        /** One of its days has been used. */
        IN_USE
    }

    /** As the renewal wrote it down. */
    record Renewed(String childId, long purchaseId, LocalDate after, LocalDate through) {}

    /**
     * @param running the child's open subscription; null for none
     * @param last    the last of its terms; null only without a subscription
     */
    static UndoAnswer of(Renewed renewed, @Nullable Subscription running, @Nullable Term last, LocalDate today) {
        if (running == null || last == null || running.isOverdueOn(today)) {
            return new Stays(Why.ENDED);
        }
        if (last.purchaseId() != renewed.purchaseId()) {
            return new Stays(Why.FOLLOWED);
        }
        if (!last.after().equals(renewed.after())
                || !last.through().equals(renewed.through())
                || !running.paidThrough().equals(renewed.through())) {
            return new Stays(Why.MOVED);
        }
        LocalDate pausedOn = running.pausedOn();
        LocalDate lastUsed = pausedOn == null ? today : pausedOn;
        return lastUsed.isAfter(renewed.after()) ? new Stays(Why.IN_USE) : new Goes(running, last);
    }
}
