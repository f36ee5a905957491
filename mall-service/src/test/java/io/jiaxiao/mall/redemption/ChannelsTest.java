package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.supply.AfterSales;
import io.jiaxiao.mall.supply.SupplyChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ChannelsTest {

    private static final int WIDE = 4;
    private static final int RUSH = 3;

    private final Rush rush = new Rush(new RedemptionProperties.Rush(RUSH, 1), () -> 0);
    private final Channels channels = channels();
    private final CountDownLatch answers = new CountDownLatch(1);

    @AfterEach
    void everybodyIsAnswered() {
        answers.countDown();
        channels.destroy();
    }

    @Test
    void aChannelThatHangs_fillsItsOwnLane_andNoOther() {
        assertThat(taken("jd", WIDE + 1)).isEqualTo(WIDE);
        assertThat(channels.free("jd")).isZero();
        assertThat(channels.free("kefei")).isEqualTo(WIDE);
        assertThat(taken("kefei", 1)).isEqualTo(1);
    }

    @Test
    void inARush_eachChannelGetsItsLittle_andWhatIsNotTakenLeavesTheLaneFree() {
        IntStream.range(0, RUSH).forEach(i -> rush.comes());
        assertThat(taken("jd", WIDE)).isEqualTo(1);
        assertThat(taken("kefei", WIDE)).isEqualTo(1);
        assertThat(channels.busy("jd")).isEqualTo(1);
        assertThat(channels.free("jd")).isEqualTo(WIDE - 1);
    }

    private int taken(String channel, int offered) {
        return (int) IntStream.range(0, offered)
                .filter(i -> channels.offer(channel, this::untilAnswered))
                .count();
    }

    private void untilAnswered() {
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Channels channels() {
        var properties = new Binder(
                        List.of(new MapConfigurationPropertySource(Map.of("jiaxiao.redemption.at-once", WIDE))))
                .bindOrCreate("jiaxiao.redemption", RedemptionProperties.class);
        var none = new StaticListableBeanFactory();
        return new Channels(
                none.getBeanProvider(SupplyChannel.class), none.getBeanProvider(AfterSales.class), rush, properties);
    }
}
