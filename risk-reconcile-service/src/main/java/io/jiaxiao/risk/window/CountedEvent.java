package io.jiaxiao.risk.window;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.risk.rulebook.domain.Dimension;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * @param fingerprint of the event without its time
 * @param decisionId  to be remembered if this is the first copy
 * @param facts       a {@link Long}, {@link String} or {@link Boolean} each
 * @param at          already within tolerance of our clock
 */
public record CountedEvent(
        Scene scene,
        String eventId,
        String fingerprint,
        long decisionId,
        Function<Dimension, @Nullable String> values,
        Map<String, Object> facts,
        Instant at) {}
