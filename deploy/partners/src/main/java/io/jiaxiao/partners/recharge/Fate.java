package io.jiaxiao.partners.recharge;

import io.jiaxiao.partners.faults.FaultBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one taken order, as far as every supplier has it.
 *
 * @param fails whether it fails after processing
 * @param processing simulated time in processing
 * @param callbackDelay simulated time from the end to the callback
 * @param callbacks callbacks pushed at that moment; 0 when it is lost
 * @param forged whether a stranger calls back as well, before the end
 * @param faults the ordered faults that made it so
 */
public record Fate(
        boolean fails,
        Duration processing,
        Duration callbackDelay,
        int callbacks,
        boolean forged,
        List<String> faults) {

    /**
     * Draws the fate of an order from the faults ordered for it.
     *
     * @param targets the numbers the order concerns: its account, else its number, and what was bought
     */
    public static Fate draw(FaultBook book, List<String> targets, Duration usualProcessing) {
        List<String> faults = new ArrayList<>();
        boolean fails = note(faults, book.drawForRequest(targets, RechargeFault.FailAfterProcessing.class))
                .isPresent();
        Duration processing = note(faults, book.drawForRequest(targets, RechargeFault.ProcessFor.class))
                .map(longer -> Duration.ofMillis(longer.millis()))
                .orElse(usualProcessing);
        boolean forged = note(faults, book.drawForRequest(targets, RechargeFault.ForgedCallback.class))
                .isPresent();
        boolean lost = note(faults, book.drawForRequest(targets, RechargeFault.LoseCallback.class))
                .isPresent();
        boolean twice = note(faults, book.drawForRequest(targets, RechargeFault.DoubleCallback.class))
                .isPresent();
        Duration late = note(faults, book.drawForRequest(targets, RechargeFault.LateCallback.class))
                .map(delay -> Duration.ofMillis(delay.millis()))
                .orElse(Duration.ZERO);
        int callbacks = lost ? 0 : twice ? 2 : 1;
        return new Fate(fails, processing, late, callbacks, forged, List.copyOf(faults));
    }

    private static <F extends RechargeFault> Optional<F> note(List<String> faults, Optional<F> fault) {
        fault.ifPresent(present -> faults.add(present.kind()));
        return fault;
    }
}
