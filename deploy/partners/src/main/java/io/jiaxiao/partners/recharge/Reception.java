package io.jiaxiao.partners.recharge;

import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.time.Later;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one order is received, as far as every supplier has it.
 *
 * @param wrong what goes wrong with the answer; null for nothing
 * @param faults names of the ordered faults that made it so; whoever takes the order adds those of its fate
 */
public record Reception(RechargeFault.@Nullable OfAnswer wrong, List<String> faults) {

    /**
     * Draws it from the faults ordered for the order, and first waits as long as one of them says.
     *
     * @param targets the numbers the order concerns: its account, else its number, and what was bought
     */
    public static Reception draw(FaultBook book, List<String> targets, Later later) {
        List<String> faults = new ArrayList<>();
        book.drawForRequest(targets, RechargeFault.DelayAccept.class).ifPresent(slow -> {
            faults.add(slow.kind());
            later.await(Duration.ofMillis(slow.millis()));
        });
        RechargeFault.OfAnswer wrong =
                book.drawForRequest(targets, RechargeFault.OfAnswer.class).orElse(null);
        if (wrong != null) {
            faults.add(wrong.kind());
        }
        return new Reception(wrong, faults);
    }
}
