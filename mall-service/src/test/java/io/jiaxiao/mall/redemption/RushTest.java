package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RushTest {

    private static final int FROM = 10;
    private static final int TO_CHANNEL = 4;

    private long nanos = -7_000_000_000_007L;
    private final Rush rush = new Rush(new RedemptionProperties.Rush(FROM, TO_CHANNEL), () -> nanos);

    @Test
    void fewOrders_areNoRush_andChannelsGetWhateverThereIs() {
        for (int i = 0; i < FROM * 3; i++) {
            come(1);
            assertThat(rush.isOn()).isFalse();
            pass(Duration.ofMillis(1250 / FROM));
        }
        assertThat(allowed("jd", 100)).isEqualTo(100);
    }

    @Test
    void manyOrdersInASecond_areARush_andEachChannelGetsItsLittle() {
        come(FROM);
        assertThat(rush.isOn()).isTrue();
        assertThat(allowed("jd", 100)).isEqualTo(1);
        assertThat(allowed("kefei", 100)).isEqualTo(1);
        pass(Duration.ofMillis(1000 / TO_CHANNEL));
        come(FROM);
        assertThat(allowed("jd", 100)).isEqualTo(1);
    }

    @Test
    void aRush_isOverASecondAfterTheLastOfThem() {
        come(FROM * 3);
        pass(Duration.ofMillis(1999));
        assertThat(rush.isOn()).isFalse();
        assertThat(allowed("jd", 5)).isEqualTo(5);
    }

    @Test
    void theSecondBefore_countsForAsMuchAsIsLeftOfIt() {
        come(FROM * 2);
        pass(Duration.ofMillis(1400));
        assertThat(rush.isOn()).isTrue();
        pass(Duration.ofMillis(200));
        assertThat(rush.isOn()).isFalse();
    }

    @Test
    void aRush_isKnownBeforeItsFirstSecondIsOver() {
        pass(Duration.ofSeconds(100));
        for (int i = 0; i < 5; i++) {
            come(1);
            pass(Duration.ofMillis(10));
        }
        assertThat(rush.isOn()).isTrue();
    }

    @Test
    void aBurst_thatDoesNotGoOn_isOverInLessThanASecond() {
        come(FROM / 2);
        assertThat(rush.isOn()).isTrue();
        pass(Duration.ofMillis(400));
        assertThat(rush.isOn()).isFalse();
    }

    @Test
    void twoAtTheSameMoment_areNoRushYet() {
        come(2);
        assertThat(rush.isOn()).isFalse();
    }

    @Test
    void afterAQuietWhile_nothingOfIt_isLeft() {
        come(FROM * 100);
        pass(Duration.ofSeconds(61));
        assertThat(rush.isOn()).isFalse();
    }

    private void come(int many) {
        IntStream.range(0, many).forEach(i -> rush.comes());
    }

    private int allowed(String channel, int times) {
        return (int) IntStream.range(0, times).filter(i -> rush.lets(channel)).count();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
