package io.jiaxiao.order.trouble.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something about an order or its money that needs a person, or did.
 *
 * @param kind      stable code, as in the alarm that told of it
 * @param subject   number of the order, payment or refund it is about
 * @param detail    a Chinese sentence, the latest
 * @param seen      how often it was noticed
 * @param handledBy who acted last; empty for nobody
 * @param reason    why, in that person's words
 */
public record Trouble(
        long id,
        String kind,
        String subject,
        String detail,
        TroubleState state,
        int seen,
        Instant firstAt,
        Instant lastAt,
        String handledBy,
        @Nullable Instant handledAt,
        String reason) {}
