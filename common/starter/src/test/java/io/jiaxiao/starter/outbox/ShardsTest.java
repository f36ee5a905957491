package io.jiaxiao.starter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardsTest {

    @Test
    void neighbouringIdsSpreadOverAllShards() {
        long first = 7_000_000_000_000_000_000L;
        assertThat(IntStream.range(0, 1000)
                        .map(i -> Shards.of(Long.toString(first + i), false))
                        .distinct()
                        .count())
                .isEqualTo(Shards.ORDINARY);
    }

    @Test
    void urgentEventsHaveShardsOfTheirOwn() {
        assertThat(IntStream.range(0, 1000).map(i -> Shards.of("m" + i, true)))
                .allMatch(shard -> shard >= Shards.ORDINARY && shard < Shards.ORDINARY + Shards.URGENT);
    }
}
