package io.jiaxiao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.demo.DemoRoster;
import io.jiaxiao.control.demo.Http;
import io.jiaxiao.control.demo.Parent;
import io.jiaxiao.control.demo.SimulatedPhone;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** kill -9 as an ordinary event: what was accepted arrives once, and sign-in works again without anybody's help. */
@ExtendWith(Acceptance.class)
class KilledProcessesIT {

    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final AtomicInteger NEXT = new AtomicInteger(100);

    private final DemoRoster roster = DemoRoster.standard();
    private final Platform platform = Acceptance.platform();

    @AfterEach
    void faultsAreOver() throws Exception {
        Acceptance.partners().delete("/faults");
    }

    @Test
    void messageServiceKilledBetweenAcceptAndSend_eachCodeArrivesOnce() throws Exception {
        List<Asked> asked = new ArrayList<>();
        // a slow carrier, so that there are codes on both sides of the kill
        order("*", "{\"kind\":\"DELAY_ACCEPT\",\"millis\":300}");
        for (int i = 0; i < 12; i++) {
            asked.add(ask());
        }
        platform.kill("message-service");
        platform.start("message-service");
        awaitSettled(asked);
        signInWorks();
    }

    @Test
    void redisKilled_signInGoesOn_andAfterwardsToo() throws Exception {
        platform.kill("redis");
        signInWorks();
        platform.start("redis");
        signInWorks();
    }

    @Test
    @Tag("chaos")
    void brokerAwayForAMinute_acceptedCodesArriveOnceAfterwards() throws Exception {
        platform.kill("rocketmq");
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.add(ask());
        }
        pause(Duration.ofSeconds(60));
        platform.start("rocketmq");
        awaitSettled(asked);
        signInWorks();
    }

    @Test
    @Tag("chaos")
    void databaseAwayForTwentySeconds_nothingAcceptedIsLost() throws Exception {
        List<Asked> asked = new ArrayList<>();
        order("*", "{\"kind\":\"DELAY_ACCEPT\",\"millis\":300}");
        for (int i = 0; i < 5; i++) {
            asked.add(ask());
        }
        platform.kill("mariadb");
        Http.Answer meanwhile = parent(nextMobile()).askForCode();
        assertThat(meanwhile.status()).as(meanwhile.toString()).isIn(500 + 3, 504);
        pause(Duration.ofSeconds(20));
        platform.start("mariadb");
        awaitSettled(asked);
        signInWorks();
    }

    private record Asked(String mobile, long before) {}

    /** Asks until one is accepted: a request that was turned away under load promised nothing. */
    private Asked ask() throws IOException, InterruptedException {
        for (int i = 0; ; i++) {
            String mobile = nextMobile();
            long before = Acceptance.phone(mobile).now();
            Http.Answer answer = parent(mobile).askForCode();
            if (answer.status() == 202 || i == 20) {
                answer.expect(202);
                return new Asked(mobile, before);
            }
        }
    }

    /**
     * Every accepted code has left once, but for one the process died over: of that nobody can know whether the carrier
     * has it, so it must never be sent again.
     */
    private void awaitSettled(List<Asked> asked) {
        await().atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    for (Asked one : asked) {
                        String state = state(one.mobile());
                        assertThat(state).as(one.mobile()).isIn("SUBMITTED", "DELIVERED", "UNKNOWN");
                        int texts = Acceptance.phone(one.mobile()).textsAfter(one.before());
                        if (state.equals("UNKNOWN")) {
                            assertThat(texts).isLessThanOrEqualTo(1);
                        } else {
                            assertThat(texts)
                                    .as("texts on the phone " + one.mobile())
                                    .isEqualTo(1);
                        }
                    }
                });
    }

    private void signInWorks() {
        await().atMost(RECOVERY)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    String mobile = nextMobile();
                    SimulatedPhone phone = Acceptance.phone(mobile);
                    long before = phone.now();
                    Parent parent = parent(mobile);
                    parent.askForCode().expect(202);
                    Parent.Session session = parent.signIn(phone.codeAfter(before, 10_000));
                    Acceptance.gateway()
                            .get("/api/v1/me", session.accessToken())
                            .expect(200);
                });
    }

    private Parent parent(String mobile) {
        return new Parent(Acceptance.gateway(), mobile, "device-" + mobile);
    }

    private String nextMobile() {
        return roster.guardianMobile(NEXT.incrementAndGet());
    }

    private static String state(String mobile) throws IOException, InterruptedException {
        return newest(mobile).get("state").getAsString();
    }

    private static JsonObject newest(String mobile) throws IOException, InterruptedException {
        JsonArray messages = Acceptance.operator().messagesTo(mobile);
        assertThat(messages).as("messages to " + mobile).isNotEmpty();
        return messages.get(0).getAsJsonObject();
    }

    private static void order(String number, String fault) throws Exception {
        Acceptance.partners()
                .put("/faults/mas/" + number, com.google.gson.JsonParser.parseString("[" + fault + "]"))
                .expect(200);
    }

    /** The outage itself is the subject here, so its length is real time. */
    private static void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        await().atMost(length.plusSeconds(5)).until(() -> System.nanoTime() >= end);
    }
}
