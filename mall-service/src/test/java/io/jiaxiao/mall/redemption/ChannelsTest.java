package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.supply.AfterSales;
import io.jiaxiao.mall.supply.SupplyChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ChannelsTest {

    private static final int WIDE = 4;
    private static final int RUSH = 3;

    private final PeopleWaiting people = new PeopleWaiting();
    private final Channels channels = channels();
    private final CountDownLatch answers = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void everybodyIsAnswered() {
        answers.countDown();
        threads.close();
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
    void inARush_eachChannelGoesOnWithOneCall() {
        wait(RUSH);
        assertThat(taken("jd", WIDE)).isEqualTo(1);
        assertThat(taken("kefei", WIDE)).isEqualTo(1);
        assertThat(channels.free("jd")).isZero();
        assertThat(channels.busy("jd")).isEqualTo(1);
    }

    @Test
    void afterARush_lanesAreWideAgain() {
        wait(RUSH);
        assertThat(taken("jd", WIDE)).isEqualTo(1);
        answers.countDown();
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> people.many() == 0 && channels.busy("jd") == 0);
        assertThat(channels.free("jd")).isEqualTo(WIDE);
    }

    @Test
    void callsThatWereUnderWayWhenTheRushBegan_goOn_andNoOtherIsTaken() {
        assertThat(taken("jd", 3)).isEqualTo(3);
        wait(RUSH);
        assertThat(channels.free("jd")).isZero();
        assertThat(taken("jd", 1)).isZero();
        assertThat(channels.busy("jd")).isEqualTo(3);
    }

    private int taken(String channel, int offered) {
        return (int) IntStream.range(0, offered)
                .filter(i -> channels.offer(channel, this::untilAnswered))
                .count();
    }

    private void wait(int many) {
        IntStream.range(0, many)
                .forEach(i -> threads.execute(() -> people.during(() -> {
                    untilAnswered();
                    return i;
                })));
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> people.many() == many);
    }

    private void untilAnswered() {
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Channels channels() {
        var properties = new Binder(List.of(new MapConfigurationPropertySource(
                        Map.of("jiaxiao.redemption.at-once", WIDE, "jiaxiao.redemption.rush.from", RUSH))))
                .bindOrCreate("jiaxiao.redemption", RedemptionProperties.class);
        var none = new StaticListableBeanFactory();
        return new Channels(
                none.getBeanProvider(SupplyChannel.class), none.getBeanProvider(AfterSales.class), people, properties);
    }
}
