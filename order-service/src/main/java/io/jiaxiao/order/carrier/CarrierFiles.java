package io.jiaxiao.order.carrier;

import io.jiaxiao.kernel.Mobile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The carrier's own list of a day, to compare ours with (partners.md 8.2, INFERRED). */
public interface CarrierFiles {

    /**
     * One order or ending the carrier has decided.
     *
     * @param reqNo  our number; empty for what the carrier did by itself
     * @param action SUBSCRIBE, UNSUBSCRIBE or EXPIRE
     * @param done   whether it was carried out
     * @param ends   its last moment; null while it runs on
     */
    record Line(
            String partnerId,
            String reqNo,
            Mobile mobile,
            String productId,
            String action,
            boolean done,
            @Nullable Instant ends) {}

    /** What came of asking for a day's file. */
    sealed interface OfDay {
        /** Everything of the day, in the carrier's order. */
        record Complete(List<Line> lines) implements OfDay {}

        /** The carrier does not give it, or what it gives cannot be read to the end; ask again later. */
        record Unavailable(String code) implements OfDay {}
    }

    /** The file of a business day in Asia/Shanghai. */
    OfDay of(LocalDate day);
}
