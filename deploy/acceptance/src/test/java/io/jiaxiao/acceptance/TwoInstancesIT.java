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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two of each service behind the gateway at once. */
@ExtendWith(Acceptance.class)
class TwoInstancesIT {

    private static final AtomicInteger NEXT = new AtomicInteger(400);
    private static final int READERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
        for (int i = 0; i < 8; i++) {
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
        Queue<Asked> accepted = new ConcurrentLinkedQueue<>();
        Queue<Http.Answer> broken = new ConcurrentLinkedQueue<>();
        var read = new AtomicInteger();
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            tokens.add(signedIn());
        }
        // paced to stay below what one person and one address may do however long it takes: sixty codes a minute, of
        // which
        // those before have taken twelve
        try (var traffic = Executors.newScheduledThreadPool(READERS + 1)) {
            for (String token : tokens) {
                traffic.scheduleAtFixedRate(() -> read(token, read, broken), 0, 250, TimeUnit.MILLISECONDS);
            }
            traffic.scheduleAtFixedRate(() -> ask(accepted, broken), 0, 1500, TimeUnit.MILLISECONDS);
            await().atMost(PATIENCE).until(() -> accepted.size() >= 5);
            platform.stop("message-service-2");
            platform.stop("roster-service-2");
            int before = accepted.size();
            await().atMost(PATIENCE).until(() -> accepted.size() >= before + 5);
            traffic.shutdown();
        }
        assertThat(broken).as("answers that were not what they should be").isEmpty();
        assertThat(read).hasValueGreaterThan(50);
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            for (Asked one : accepted) {
                assertThat(Acceptance.phone(one.mobile()).textsAfter(one.before()))
                        .as("texts on the phone " + one.mobile())
                        .isEqualTo(1);
            }
        });
    }

    private record Asked(String mobile, long before) {}

    private static void read(String token, AtomicInteger read, Queue<Http.Answer> broken) {
        note(broken, () -> {
            Http.Answer me = Acceptance.gateway().get("/api/v1/me", token);
            if (me.status() == 200) {
                read.incrementAndGet();
            } else {
                broken.add(me);
            }
        });
    }

    private void ask(Queue<Asked> accepted, Queue<Http.Answer> broken) {
        note(broken, () -> {
            String mobile = roster.guardianMobile(NEXT.incrementAndGet());
            long before = Acceptance.phone(mobile).now();
            Http.Answer answer = new Parent(Acceptance.gateway(), mobile, "device-" + mobile).askForCode();
            if (answer.status() == 202) {
                accepted.add(new Asked(mobile, before));
            } else {
                broken.add(answer);
            }
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    /** A connection that breaks is as bad as a wrong answer. */
    private static void note(Queue<Http.Answer> broken, Work work) {
        try {
            work.run();
        } catch (Exception e) {
            broken.add(new Http.Answer(0, e.toString()));
        }
    }

    private String signedIn() throws Exception {
        String mobile = roster.guardianMobile(NEXT.incrementAndGet());
        SimulatedPhone phone = Acceptance.phone(mobile);
        long before = phone.now();
        var parent = new Parent(Acceptance.gateway(), mobile, "device-" + mobile);
        parent.askForCode().expect(202);
        return parent.signIn(phone.codeAfter(before, 20_000)).accessToken();
    }
}
