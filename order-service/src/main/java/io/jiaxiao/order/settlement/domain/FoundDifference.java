package io.jiaxiao.order.settlement.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A difference as it is stored.
 *
 * @param gone when it was no longer found; null while it is
 * @param told whether it stands in the work list
 */
public record FoundDifference(long id, Difference difference, boolean told, Instant found, @Nullable Instant gone) {}
