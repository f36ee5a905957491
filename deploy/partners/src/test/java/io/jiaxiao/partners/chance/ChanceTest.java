package io.jiaxiao.partners.chance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ChanceTest {

    private static List<Double> draws(long seed, String stream) {
        Chance chance = new Chance(seed);
        return LongStream.range(0, 100).mapToObj(n -> chance.draw(stream, n)).toList();
    }

    @Test
    void oneSeed_drawsAlikeEveryTime_andAnotherSeedOrStreamDoesNot() {
        assertThat(draws(7, "a")).isEqualTo(draws(7, "a"));
        assertThat(draws(7, "a")).isNotEqualTo(draws(8, "a")).isNotEqualTo(draws(7, "b"));
    }

    @Test
    void draws_areSpreadEvenly() {
        Chance chance = new Chance(1);
        long below = LongStream.range(0, 20_000)
                .filter(n -> chance.draw("s", n) < 0.3)
                .count();
        assertThat(below / 20_000.0).isCloseTo(0.3, Offset.offset(0.02));
    }

    @Test
    void firstDrawsOfNeighbouringNumbers_areSpreadEvenlyToo() {
        Chance chance = new Chance(1);
        long below = LongStream.range(0, 20_000)
                .filter(n -> chance.draw("mas|*|0|" + (13_800_000_000L + n), 1) < 0.3)
                .count();
        assertThat(below / 20_000.0).isCloseTo(0.3, Offset.offset(0.02));
    }

    @Test
    void wholeNumbers_stayInTheirBounds() {
        Chance chance = new Chance(3);
        assertThat(LongStream.range(0, 1000).map(n -> chance.number("s", n, 10)))
                .allMatch(each -> each >= 0 && each < 10)
                .containsOnly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }
}
