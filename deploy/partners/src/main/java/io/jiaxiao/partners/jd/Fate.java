package io.jiaxiao.partners.jd;

import io.jiaxiao.partners.faults.FaultBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What will become of an order that was just made.
 *
 * @param refusedAtTheDoor the receiver refuses the first parcel
 * @param split even an order of one SKU is split, if it has more than one piece
 * @param splitAgain the split is told twice, and then a parcel is split once more
 * @param unpaid the balance is not taken at the confirmation
 * @param neverShipped nothing happens after the confirmation
 * @param doubled every message about it comes twice
 * @param expiresAfter instead of the usual life of a reservation; null for that
 */
record Fate(
        boolean refusedAtTheDoor,
        boolean split,
        boolean splitAgain,
        boolean unpaid,
        boolean neverShipped,
        boolean doubled,
        @Nullable Duration expiresAfter,
        List<String> faults) {

    static Fate draw(FaultBook book, List<String> numbers) {
        List<String> faults = new ArrayList<>();
        boolean refused =
                drawn(faults, book, numbers, JdFault.RefusedDelivery.class).isPresent();
        boolean split = drawn(faults, book, numbers, JdFault.Split.class).isPresent();
        boolean again =
                drawn(faults, book, numbers, JdFault.RepeatedSplit.class).isPresent();
        boolean unpaid =
                drawn(faults, book, numbers, JdFault.PaymentFailed.class).isPresent();
        boolean never = drawn(faults, book, numbers, JdFault.NeverShipped.class).isPresent();
        boolean doubled =
                drawn(faults, book, numbers, JdFault.DoubleMessages.class).isPresent();
        Duration expires = drawn(faults, book, numbers, JdFault.ReservationExpires.class)
                .map(fault -> Duration.ofMillis(fault.millis()))
                .orElse(null);
        return new Fate(refused, split || again, again, unpaid, never, doubled, expires, List.copyOf(faults));
    }

    private static <F extends JdFault> Optional<F> drawn(
            List<String> faults, FaultBook book, List<String> numbers, Class<F> type) {
        Optional<F> fault = book.drawForRequest(numbers, type);
        fault.ifPresent(present -> faults.add(present.kind()));
        return fault;
    }
}
