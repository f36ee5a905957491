package io.jiaxiao.message.lifecycle.domain;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.kernel.Mobile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message about to be stored.
 *
 * @param caller    service that asks for it
 * @param callerKey that service's number for it
 * @param segments  what it costs
 * @param expiresAt after this moment it must not be sent any more; null means never
 */
public record NewMessage(
        long id,
        String caller,
        String callerKey,
        Lane lane,
        String templateCode,
        int templateVersion,
        Mobile mobile,
        Values params,
        int segments,
        Instant acceptedAt,
        @Nullable Instant expiresAt) {}
