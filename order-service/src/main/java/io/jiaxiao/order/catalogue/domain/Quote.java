package io.jiaxiao.order.catalogue.domain;

import io.jiaxiao.kernel.Money;
import java.time.Instant;

/**
 * A price somebody was told; the price charged until it expires, whatever tariffs do meanwhile (O1).
 *
 * @param classId the class it was priced for
 */
public record Quote(
        long id,
        long personId,
        String planCode,
        String classId,
        String schoolId,
        PayMethod method,
        Money price,
        long tariffId,
        int tariffVersion,
        Instant createdAt,
        Instant expiresAt) {

    public boolean bindsAt(Instant at) {
        return at.isBefore(expiresAt);
    }
}
