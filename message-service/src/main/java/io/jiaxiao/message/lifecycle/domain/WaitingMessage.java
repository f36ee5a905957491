package io.jiaxiao.message.lifecycle.domain;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.kernel.Mobile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message no channel has, with all that is needed to send it.
 *
 * @param attempts  how often it was tried
 * @param expiresAt after this moment it must not be sent any more; null means never
 */
public record WaitingMessage(
        long id,
        Lane lane,
        String templateCode,
        int templateVersion,
        Mobile mobile,
        Values params,
        int attempts,
        Instant acceptedAt,
        @Nullable Instant expiresAt) {

    public boolean isExpiredAt(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
