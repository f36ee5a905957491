package io.jiaxiao.message.lifecycle.domain;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.kernel.Mobile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as a reader sees it: all but its values.
 *
 * @param outcomeCode the channel's code for a failure or a delay; empty when there is none
 */
public record MessageSummary(
        long id,
        String caller,
        Lane lane,
        String templateCode,
        int templateVersion,
        Mobile mobile,
        int segments,
        MessageState state,
        int attempts,
        Instant acceptedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant submittedAt,
        @Nullable Instant concludedAt,
        String outcomeCode) {}
