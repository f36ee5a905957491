package io.jiaxiao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.control.Platform;
import io.jiaxiao.control.demo.DemoRoster;
import io.jiaxiao.control.demo.Http;
import io.jiaxiao.control.demo.Parent;
import io.jiaxiao.control.demo.SimulatedPhone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two of each service behind the gateway at once. */
@ExtendWith(Acceptance.class)
class TwoInstancesIT {

    private static final AtomicInteger NEXT = new AtomicInteger(400);

    private final DemoRoster roster = DemoRoster.standard();
    private final Platform platform = Acceptance.platform();

    @BeforeAll
    static void theSecondOnesStart() {
        Acceptance.platform().start("roster-service", 2);
        Acceptance.platform().start("message-service", 2);
    }

    @AfterAll
    static void theSecondOnesStop() {
        Acceptance.platform().stop("roster-service-2");
        Acceptance.platform().stop("message-service-2");
    }

    @Test
    void eachCodeArrivesOnce_andSignInWorksAcrossInstances() throws Exception {
        for (int i = 0; i < 20; i++) {
            String mobile = roster.guardianMobile(NEXT.incrementAndGet());
            SimulatedPhone phone = Acceptance.phone(mobile);
            long before = phone.now();
            var parent = new Parent(Acceptance.gateway(), mobile, "two-instances-" + i);
            parent.askForCode().expect(202);
            Parent.Session session = parent.signIn(phone.codeAfter(before, 20_000));
            Acceptance.gateway().get("/api/v1/me", session.accessToken()).expect(200);
            Parent.Session refreshed =
                    Parent.session(parent.refresh(session.refreshToken()).expect(200));
            Acceptance.gateway().get("/api/v1/me", refreshed.accessToken()).expect(200);
            assertThat(phone.textsAfter(before)).isEqualTo(1);
        }
    }

    @Test
    void oneInstanceStoppedInTheMiddleOfTraffic_noAcceptedRequestIsLost() throws Exception {
        record Asked(String mobile, long before) {}
        Queue<Asked> accepted = new ConcurrentLinkedQueue<>();
        Queue<Http.Answer> broken = new ConcurrentLinkedQueue<>();
        var go = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                callers.add(threads.submit(() -> {
                    while (go.get()) {
                        String mobile = roster.guardianMobile(NEXT.incrementAndGet());
                        long before = Acceptance.phone(mobile).now();
                        Http.Answer answer = new Parent(Acceptance.gateway(), mobile, "device-" + mobile).askForCode();
                        if (answer.status() == 202) {
                            accepted.add(new Asked(mobile, before));
                        } else {
                            broken.add(answer);
                        }
                    }
                    return null;
                }));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> accepted.size() > 20);
            platform.stop("message-service-2");
            platform.stop("roster-service-2");
            int stopped = accepted.size();
            await().atMost(Duration.ofSeconds(30)).until(() -> accepted.size() > stopped + 20);
            go.set(false);
            for (Future<?> caller : callers) {
                caller.get();
            }
        }
        assertThat(broken).as("answers other than 202").isEmpty();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    for (Asked one : accepted) {
                        assertThat(Acceptance.phone(one.mobile()).textsAfter(one.before()))
                                .as("texts on the phone " + one.mobile())
                                .isEqualTo(1);
                    }
                });
    }
}
