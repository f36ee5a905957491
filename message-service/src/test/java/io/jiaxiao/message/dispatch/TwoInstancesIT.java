package io.jiaxiao.message.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.message.fixture.AnotherInstance;
import io.jiaxiao.message.fixture.MessageFixture;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** Two instances on one database and one broker, one of which goes away in the middle. */
class TwoInstancesIT extends MessageFixture {

    private static final int MESSAGES = 120;

    @Autowired
    private ConfigurableEnvironment environment;

    @Test
    void twoInstancesShareTheWork_oneStopsInTheMiddle_andEveryPhoneGetsExactlyOne() {
        Map<Long, String> sent = new LinkedHashMap<>();
        try (ConfigurableApplicationContext second = AnotherInstance.start(environment)) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        String mobile = aNumber();
                        sent.put(accept(aCode(mobile)), mobile);
                        return hasSent(second);
                    });
            for (int i = 0; i < MESSAGES; i++) {
                String mobile = aNumber();
                sent.put(accept(i % 3 == 0 ? aNotice(mobile) : aCode(mobile)), mobile);
                if (i == MESSAGES / 2) {
                    second.close();
                }
            }
        }
        await().atMost(Duration.ofSeconds(40))
                .until(() -> sent.keySet().stream().allMatch(id -> state(id).equals("DELIVERED")));
        sent.forEach((id, mobile) -> {
            assertThat(PARTNER.textsOn(mobile)).hasSize(1);
            assertThat(attempts(id)).isEqualTo(1);
        });
    }

    private static boolean hasSent(ConfigurableApplicationContext instance) {
        return instance.getBean(MeterRegistry.class).find("jiaxiao.messages.submitted").timers().stream()
                .anyMatch(timer -> timer.count() > 0);
    }
}
