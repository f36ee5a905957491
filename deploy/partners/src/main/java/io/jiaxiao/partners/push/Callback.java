package io.jiaxiao.partners.push;

import io.jiaxiao.partners.journal.Line;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partner calls the platform.
 *
 * @param kind as the journal names it, such as {@code report}
 * @param target where to; may hold a secret path part, so it is never shown
 * @param json the body
 * @param about whom it concerns, for the journal
 * @param reference the partner's id of what it is about; null when there is none
 * @param again how long (simulated) to wait before each further try when it is not acknowledged with 200
 * @param faults the ordered faults that made it so
 */
public record Callback(
        String partner,
        String kind,
        URI target,
        String json,
        List<Line> about,
        @Nullable String reference,
        List<Duration> again,
        List<String> faults) {

    public Callback {
        about = List.copyOf(about);
        again = List.copyOf(again);
        faults = List.copyOf(faults);
    }

    Callback afterOneTry() {
        return new Callback(partner, kind, target, json, about, reference, again.subList(1, again.size()), faults);
    }
}
