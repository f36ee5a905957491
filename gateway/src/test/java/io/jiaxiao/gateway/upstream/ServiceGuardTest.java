package io.jiaxiao.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.jiaxiao.gateway.route.Importance;
import io.jiaxiao.gateway.route.ServiceSettings;
import io.jiaxiao.gateway.route.ServiceSettings.Breaker;
import io.jiaxiao.gateway.upstream.Outcome.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.Test;

class ServiceGuardTest {

    private static final long FAST = Duration.ofMillis(5).toNanos();
    private static final long SLOW = Duration.ofSeconds(3).toNanos();

    private final ServiceSettings settings = settings(10, 20);
    private final ServiceGuard guard = new ServiceGuard("a", settings);

    private static ServiceSettings settings(int places, int minimumCalls) {
        return new ServiceSettings(
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                places,
                Duration.ofSeconds(1),
                new Breaker(
                        Duration.ofSeconds(60), minimumCalls, 50, Duration.ofSeconds(2), 80, Duration.ofSeconds(5), 5));
    }

    @Test
    void bulkWorkIsShedFirst_coreWorkLast() {
        assertThat(enters(Importance.BULK)).isEqualTo(5);
        assertThat(guard.hasRoom(Importance.BULK)).isFalse();
        assertThat(enters(Importance.NORMAL)).isEqualTo(4);
        assertThat(guard.hasRoom(Importance.NORMAL)).isFalse();
        assertThat(guard.hasRoom(Importance.CORE)).isTrue();
        assertThat(enters(Importance.CORE)).isEqualTo(1);
        assertThat(guard.hasRoom(Importance.CORE)).isFalse();
        assertThat(guard.enter(Importance.CORE)).extracting(it -> it.failure()).isEqualTo(Failure.FULL);

        guard.spared();
        guard.leave(Importance.BULK);
        assertThat(guard.enter(Importance.BULK)).isNotNull();
        assertThat(guard.enter(Importance.CORE)).isNull();
    }

    @Test
    void ofFewerPlaces_bulkWorkHasItsShareToo() {
        long[] now = {0};
        var busy = new ServiceGuard("a", settings(256, 1_000), () -> now[0]);
        for (int i = 0; i < 40; i++) {
            now[0] += Duration.ofMillis(25).toNanos();
            assertThat(busy.enter(Importance.CORE)).isNull();
            busy.answered(answer(200, List.of()), SLOW);
            busy.leave(Importance.CORE);
        }
        assertThat(busy.places()).isEqualTo(32);
        int bulk = 0;
        while (busy.enter(Importance.BULK) == null) {
            bulk++;
        }
        assertThat(bulk).isEqualTo(16);
        assertThat(busy.enter(Importance.CORE)).isNull();
    }

    @Test
    void whatOthersBeganBeforeThereWereFewerPlaces_doesNotShutOutCoreWork() {
        long[] now = {0};
        var busy = new ServiceGuard("a", settings(256, 1_000), () -> now[0]);
        while (busy.enter(Importance.NORMAL) == null) {
            now[0] += Duration.ofMillis(5).toNanos();
        }
        for (int i = 0; i < 20; i++) {
            busy.answered(answer(200, List.of()), SLOW);
            busy.leave(Importance.NORMAL);
        }
        assertThat(busy.places()).isEqualTo(32);
        assertThat(busy.inFlight()).isEqualTo(210);

        assertThat(busy.hasRoom(Importance.NORMAL)).isFalse();
        assertThat(busy.enter(Importance.NORMAL)).isNotNull();
        assertThat(busy.hasRoom(Importance.CORE)).isTrue();
        assertThat(busy.enter(Importance.CORE)).isNull();
    }

    private int enters(Importance importance) {
        int entered = 0;
        while (guard.enter(importance) == null) {
            entered++;
        }
        return entered;
    }

    @Test
    void halfOf5xxOpensIt_and4xxNever() {
        for (int i = 0; i < 100; i++) {
            answered(404, FAST);
        }
        assertThat(guard.state()).isEqualTo(CircuitBreaker.State.CLOSED);
        for (int i = 0; i < 100; i++) {
            answered(500, FAST);
        }
        assertThat(guard.state()).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(guard.enter(Importance.CORE)).satisfies(no -> {
            assertThat(no.failure()).isEqualTo(Failure.LEFT_ALONE);
            assertThat(no.retryAfter()).isEqualTo(Duration.ofSeconds(5));
        });
        assertThat(guard.inFlight()).isZero();
    }

    @Test
    void a503ThatSaysWhatCannotBeHad_isOneFeatures_butASlowOneCounts() {
        for (int i = 0; i < 100; i++) {
            refused("application/problem+json;charset=UTF-8", FAST);
        }
        assertThat(guard.state()).isEqualTo(CircuitBreaker.State.CLOSED);
        for (int i = 0; i < 400; i++) {
            refused("application/problem+json", SLOW);
        }
        assertThat(guard.state()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void a503WithoutAProblem_countsAsAnyOther() {
        for (int i = 0; i < 20; i++) {
            refused("text/html", FAST);
        }
        assertThat(guard.state()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void slowAnswersOpenItToo() {
        for (int i = 0; i < 20; i++) {
            answered(200, SLOW);
        }
        assertThat(guard.state()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void whatIsNotItsFault_isNotCounted() {
        for (int i = 0; i < 200; i++) {
            assertThat(guard.enter(Importance.NORMAL)).isNull();
            guard.spared();
            guard.leave(Importance.NORMAL);
        }
        for (int i = 0; i < 19; i++) {
            failed();
        }
        assertThat(guard.state()).isEqualTo(CircuitBreaker.State.CLOSED);
        failed();
        assertThat(guard.state()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void newSettingsHoldAtOnce_andKeepTheMemoryUnlessTheBreakerChanged() {
        for (int i = 0; i < 20; i++) {
            failed();
        }
        guard.with(settings(2, 20));
        assertThat(guard.state()).isEqualTo(CircuitBreaker.State.OPEN);

        guard.with(settings(2, 30));
        assertThat(guard.state()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(enters(Importance.CORE)).isEqualTo(2);
    }

    private void answered(int status, long nanos) {
        if (guard.enter(Importance.NORMAL) == null) {
            guard.answered(answer(status, List.of()), nanos);
            guard.leave(Importance.NORMAL);
        }
    }

    private void refused(String contentType, long nanos) {
        if (guard.enter(Importance.NORMAL) == null) {
            guard.answered(answer(503, List.of(new BasicHeader("content-type", contentType))), nanos);
            guard.leave(Importance.NORMAL);
        }
    }

    private static UpstreamAnswer answer(int status, List<Header> headers) {
        return new UpstreamAnswer(status, headers, "127.0.0.1:1", new byte[0], null, 0, whole -> {});
    }

    private void failed() {
        if (guard.enter(Importance.NORMAL) == null) {
            guard.failed(FAST, new IOException("test"));
            guard.leave(Importance.NORMAL);
        }
    }
}
