package io.jiaxiao.starter.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.testkit.together.Together;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.ClientHttpMessageConvertersCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.openfeign.FeignAutoConfiguration;
import org.springframework.cloud.openfeign.FeignClientFactory;
import org.springframework.cloud.openfeign.support.FeignHttpMessageConverters;

/** Many calls to a neighbour at once, and none before them. */
class FirstCallsTest {

    @Test
    void whoeverCallsFirst_allFindEveryConverter() {
        var started = new AtomicBoolean();
        var secondIsThere = new CountDownLatch(1);
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(FeignAutoConfiguration.class, ConvertersAutoConfiguration.class))
                .withBean(ClientHttpMessageConvertersCustomizer.class, () -> builder -> {
                    // a first call that takes its time over it, while the next one comes
                    if (started.get()) {
                        await(secondIsThere);
                    }
                })
                .run(context -> {
                    started.set(true);
                    var clients = context.getBean(FeignClientFactory.class);
                    List<Integer> found = Together.atOnce(8, i -> {
                        var converters = clients.getInstance("neighbour", FeignHttpMessageConverters.class);
                        int size = converters.getConverters().size();
                        secondIsThere.countDown();
                        return size;
                    });
                    assertThat(found).allSatisfy(size -> assertThat(size).isPositive());
                    assertThat(found.stream().distinct()).hasSize(1);
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
