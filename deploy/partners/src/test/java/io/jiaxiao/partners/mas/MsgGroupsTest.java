package io.jiaxiao.partners.mas;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.partners.chance.Chance;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MsgGroupsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private static List<String> ids(long seed) {
        MsgGroups groups = new MsgGroups(NOON, new Chance(seed));
        return Stream.generate(groups::next).limit(5).toList();
    }

    @Test
    void ids_areTwentyTwoDigitsThatBeginWithTheSecond() {
        assertThat(ids(1)).allMatch(id -> id.matches("261122120000\\d{10}"));
    }

    @Test
    void oneSeed_givesOneSequence() {
        assertThat(ids(1)).isEqualTo(ids(1)).isNotEqualTo(ids(2));
    }

    @Test
    void aHundredThousandIdsOfOneSecond_areAllDifferent() {
        MsgGroups groups = new MsgGroups(NOON, new Chance(1));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.add(groups.next())).isTrue();
        }
    }
}
