package io.jiaxiao.message.lifecycle.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to bring a message to a channel.
 *
 * @param number     counts the message's attempts from 1
 * @param code       the channel's word for a refusal; empty otherwise
 * @param batch      the channel's number for it; null as long as it is not known
 * @param answeredAt when its outcome was known; null while open
 */
public record Attempt(
        long id,
        long messageId,
        int number,
        String channel,
        AttemptOutcome outcome,
        String code,
        @Nullable String batch,
        Instant startedAt,
        @Nullable Instant answeredAt) {}
