package io.jiaxiao.risk.listing.domain;

import io.jiaxiao.risk.rulebook.domain.Dimension;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param value   a person id, device id, blind index, address or school id
 * @param owner   person id of the operator who answers for it
 * @param endsAt  when it stops to count
 * @param endedBy who ended it early; null when nobody did
 * @param batch   number of the paste it came with; null for one from before pastes had numbers
 */
public record ListEntry(
        String id,
        ListKind kind,
        Dimension dimension,
        String value,
        String reason,
        String owner,
        Instant createdAt,
        Instant endsAt,
        @Nullable String endedBy,
        @Nullable String batch) {}
