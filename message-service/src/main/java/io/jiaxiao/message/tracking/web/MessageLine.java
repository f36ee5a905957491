package io.jiaxiao.message.tracking.web;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.message.lifecycle.domain.MessageState;
import io.jiaxiao.message.lifecycle.domain.MessageSummary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message in a list.
 *
 * @param id       as text, since JavaScript cannot hold 64 bits
 * @param title    what operators call its template
 * @param mobile   masked
 * @param segments what it costs, in SMS
 * @param code     the channel's code for a failure or a delay; null when there is none
 * @param reason   that code in Chinese
 */
record MessageLine(
        String id,
        Lane lane,
        String template,
        String title,
        String mobile,
        MessageState state,
        int segments,
        int attempts,
        Instant acceptedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant submittedAt,
        @Nullable Instant concludedAt,
        @Nullable String code,
        @Nullable String reason) {

    static MessageLine of(MessageSummary message, String title, @Nullable String reason) {
        return new MessageLine(
                Long.toString(message.id()),
                message.lane(),
                message.templateCode(),
                title,
                message.mobile().masked(),
                message.state(),
                message.segments(),
                message.attempts(),
                message.acceptedAt(),
                message.expiresAt(),
                message.submittedAt(),
                message.concludedAt(),
                message.outcomeCode().isEmpty() ? null : message.outcomeCode(),
                reason);
    }
}
