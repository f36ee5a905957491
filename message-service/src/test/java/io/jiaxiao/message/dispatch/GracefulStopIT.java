package io.jiaxiao.message.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.message.fixture.AnotherInstance;
import io.jiaxiao.message.fixture.BreakableDatabase;
import io.jiaxiao.message.fixture.MessageFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.test.context.TestPropertySource;

/** An instance that is stopped while a slow channel has its calls. Here only the other instance dispatches. */
@Import(BreakableDatabase.class)
@TestPropertySource(properties = {"db-scheduler.enabled=false", "jiaxiao.dispatch.record-within=400ms"})
class GracefulStopIT extends MessageFixture {

    private static final int AT_ONCE = 16;

    @Autowired
    private ConfigurableEnvironment environment;

    @Test
    void aStoppedInstanceLetsItsCallsEnd_andLeavesTheRestToOthers() {
        List<String> mobiles = new ArrayList<>();
        for (int i = 0; i < 5 * AT_ONCE; i++) {
            String mobile = aNumber();
            PARTNER.order(mobile, "[{\"kind\":\"DELAY_ACCEPT\",\"millis\":4000,\"count\":1}]");
            mobiles.add(mobile);
        }
        List<Long> ids = new ArrayList<>();
        try (ConfigurableApplicationContext other = AnotherInstance.start(
                environment,
                "jiaxiao.mas.read=8s",
                "jiaxiao.dispatch.code-grace=0s",
                "db-scheduler.shutdown-max-wait=5s")) {
            transaction.executeWithoutResult(
                    status -> mobiles.forEach(mobile -> ids.add(storedWithoutEvent(mobile, null))));
            await().atMost(Duration.ofSeconds(20)).until(() -> in(ids, "SENDING") == AT_ONCE);
            other.close();
            assertThat(in(ids, "SENDING") + in(ids, "UNKNOWN")).as(calls(ids)).isZero();
            assertThat(in(ids, "ACCEPTED")).as(calls(ids)).isEqualTo(4L * AT_ONCE);
            assertThat(jdbc.queryForObject(
                            "SELECT COUNT(*) FROM message WHERE state = 'ACCEPTED' AND due_at > accepted_at",
                            Long.class))
                    .as("put off though nobody tried them")
                    .isZero();
        } finally {
            ids.forEach(id -> jdbc.update("DELETE FROM message WHERE id = ? AND state = 'ACCEPTED'", id));
        }
    }

    /** What was made of each message, for whoever wants to know why the test failed. */
    private String calls(List<Long> ids) {
        return jdbc.queryForList(
                        "SELECT message_id, outcome, code, started_at, answered_at FROM attempt"
                                + " WHERE message_id >= ? ORDER BY started_at",
                        ids.getFirst())
                .toString();
    }

    private long in(List<Long> ids, String state) {
        return ids.stream().filter(id -> state(id).equals(state)).count();
    }
}
