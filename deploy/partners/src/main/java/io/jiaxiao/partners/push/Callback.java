package io.jiaxiao.partners.push;

import io.jiaxiao.partners.journal.Line;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partner calls the platform.
 *
 * @param kind as the journal names it, such as {@code report}
 * @param target where to; may hold a secret path part, so it is never shown
 * @param body the body as text
 * @param wire how the body travels, and what acknowledges it
 * @param about whom it concerns, for the journal
 * @param reference the partner's id of what it is about; null when there is none
 * @param again how long (simulated) to wait before each further try when it is not acknowledged
 * @param faults the ordered faults that made it so
 */
public record Callback(
        String partner,
        String kind,
        URI target,
        String body,
        Wire wire,
        List<Line> about,
        @Nullable String reference,
        List<Duration> again,
        List<String> faults) {

    /**
     * How a partner's callbacks travel.
     *
     * @param acknowledgement the text that must come back with 200; null when 200 is enough
     * @param exactly whether not even white space may stand around it
     */
    public record Wire(String contentType, Charset charset, @Nullable String acknowledgement, boolean exactly) {

        /** White space around the word is overlooked. */
        public Wire(String contentType, Charset charset, @Nullable String acknowledgement) {
            this(contentType, charset, acknowledgement, false);
        }

        /** JSON in UTF-8, for which 200 is enough. */
        public static final Wire JSON = new Wire("application/json;charset=UTF-8", StandardCharsets.UTF_8, null);
    }

    /** A callback in JSON, acknowledged by 200 alone. */
    public Callback(
            String partner,
            String kind,
            URI target,
            String json,
            List<Line> about,
            @Nullable String reference,
            List<Duration> again,
            List<String> faults) {
        this(partner, kind, target, json, Wire.JSON, about, reference, again, faults);
    }

    public Callback {
        about = List.copyOf(about);
        again = List.copyOf(again);
        faults = List.copyOf(faults);
    }

    Callback afterOneTry() {
        return new Callback(
                partner, kind, target, body, wire, about, reference, again.subList(1, again.size()), faults);
    }
}
