package io.jiaxiao.starter.outbox;

/** Which shard an aggregate's events go through. Sixteen for ordinary events, four that urgent ones have to themselves. */
final class Shards {

    static final int ORDINARY = 16;
    static final int URGENT = 4;

    private Shards() {}

    static int of(String aggregateId, boolean urgent) {
        // String.hashCode of snowflake ids varies in its low bits only slowly: spread before taking the remainder
        int hash = aggregateId.hashCode() * 0x9E3779B9;
        int spread = hash >>> 16;
        return urgent ? ORDINARY + spread % URGENT : spread % ORDINARY;
    }
}
