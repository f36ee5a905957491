package io.jiaxiao.starter.ids;

import java.time.Instant;

/**
 * Gives out ids: positive, unique in the service's schema for ever, and rising within one instance. Layout, from the
 * top: 41 bits of milliseconds since 2024-01-01 UTC, 10 bits of worker id, 12 bits of sequence.
 */
public interface Ids {

    /** @throws IdsUnavailableException while this instance cannot prove that its ids would be unique */
    long next();

    /** When the id was made, to the millisecond by the clock of its maker. */
    static Instant madeAt(long id) {
        return Instant.ofEpochMilli(Snowflake.EPOCH_MS + (id >>> Snowflake.MS_SHIFT));
    }
}
