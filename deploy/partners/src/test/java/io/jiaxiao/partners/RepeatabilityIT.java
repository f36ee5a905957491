package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatabilityIT {

    private final Platform platform = new Platform();

    @AfterEach
    void stop() {
        platform.close();
    }

    /** Outcomes and the seeded ends of the batch ids of forty texts under a fault that strikes three times in ten. */
    private List<String> run(int seed) {
        try (Simulator simulator = Simulator.start(platform, "jiaxiao.partners.seed=" + seed)) {
            simulator.order("*", "[{\"kind\":\"REFUSE\",\"rspcod\":\"SystemBusy\",\"probability\":0.3}]");
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                var answer = simulator.submit(simulator.text(String.valueOf(13_600_000_000L + i), "x"));
                String msgGroup = answer.field("msgGroup");
                answers.add(answer.field("rspcod") + (msgGroup.isEmpty() ? "" : msgGroup.substring(12)));
            }
            return answers;
        }
    }

    @Test
    void oneSeed_givesOneCourseOfEvents_andAnotherSeedAnother() {
        List<String> first = run(5);
        assertThat(first).contains("SystemBusy");
        assertThat(first.stream().filter("SystemBusy"::equals).count()).isBetween(4L, 22L);
        assertThat(run(5)).isEqualTo(first);
        assertThat(run(6)).isNotEqualTo(first);
    }

    @Test
    void aFasterClock_makesTheUsualDelayShorter_andShowsInTheStamps() {
        try (Simulator simulator = Simulator.start(
                platform, "jiaxiao.partners.mas.report-delay=10m", "jiaxiao.partners.clock.scale=1000")) {
            long start = System.nanoTime();
            simulator.submit(simulator.text("13600000000", "x"));
            await().until(() -> platform.callsAbout("13600000000").size() == 1);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            Platform.Call report = platform.callsAbout("13600000000").getFirst();
            var stamp = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
            assertThat(Duration.between(
                            LocalDateTime.parse(report.field("submitDate"), stamp),
                            LocalDateTime.parse(report.field("receiveDate"), stamp)))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(10).minusSeconds(1));
        }
    }

    @Test
    void withoutTheSecret_itDoesNotStart_andSaysWhatIsMissing() {
        assertThatThrownBy(() -> Simulator.start(platform, "jiaxiao.mas.secret-key="))
                .hasStackTraceContaining("jiaxiao.mas.secret-key");
    }

    @Test
    void aChaosPlanThatMakesNoSense_stopsTheStart() {
        assertThatThrownBy(() -> Simulator.start(platform, "jiaxiao.partners.chaos.mas.77=[{\"kind\":\"NOPE\"}]"))
                .hasStackTraceContaining("kind");
        assertThatThrownBy(() -> Simulator.start(platform, "jiaxiao.partners.chaos.nobody.77=[]"))
                .hasStackTraceContaining("nobody");
    }

    @Test
    void withoutAPathToken_textsAreTaken_butNothingIsPushed() {
        try (Simulator simulator = Simulator.start(platform, "jiaxiao.callback.path-token=")) {
            assertThat(simulator.submit(simulator.text("13600000001", "x")).field("rspcod"))
                    .isEqualTo("success");
            assertThat(simulator
                            .post("/phones/13600000001/messages", "application/json", "{\"text\":\"TD\"}")
                            .status())
                    .isEqualTo(409);
        }
    }

    @Test
    void closing_doesNotWaitForASilentConnection() {
        Simulator simulator = Simulator.start(platform);
        simulator.order("13600000002", "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":600000}]");
        assertThatThrownBy(
                        () -> simulator.submitImpatiently(simulator.text("13600000002", "x"), Duration.ofMillis(300)))
                .isInstanceOf(HttpTimeoutException.class);
        long start = System.nanoTime();
        simulator.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
}
