package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.roster.fixture.JoinTest;
import io.jiaxiao.roster.fixture.MessageServer;
import io.jiaxiao.roster.fixture.Phone;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A parent is told by SMS what the class teacher has decided, over the real broker. */
class JoinNoticeIT extends JoinTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final String mobile = Phone.inventedMobile();

    private String asked() {
        door("APPROVAL", 40);
        String parent = aPhone(mobile).signIn().access();
        return bring(parent, code(), "南乔一诺").expect(201).text("requestId");
    }

    private void awaitTold(String template, int times) {
        await().atMost(SOON).untilAsserted(() -> assertThat(MESSAGES.takenFor(mobile, template))
                .hasSize(times));
    }

    @Test
    void whoWasLetInIsToldOnce_withTheClassAndWithoutTheChild() {
        String request = asked();
        approve(request).expect(200);
        approve(request).expect(200);
        awaitTold("JOIN_APPROVED", 1);
        JsonNode message = MESSAGES.takenFor(mobile, "JOIN_APPROVED").getFirst();
        assertThat(message.path("params").path("class").asString()).endsWith("1班");
        assertThat(message.toString()).doesNotContain("南乔");
        assertThat(message.path("lane").asString()).isEqualTo("TRANSACTIONAL");
        assertThat(MESSAGES.takenFor(mobile, "JOIN_REJECTED")).isEmpty();
    }

    @Test
    void whoWasNotLetInIsTold_alsoWhenMessageServiceLosesItsAnswer() {
        String request = asked();
        MESSAGES.treat(mobile, MessageServer.Mood.LOSES_FIRST_ANSWER);
        reject(request).expect(200);
        awaitTold("JOIN_REJECTED", 1);
        assertThat(MESSAGES.takenFor(mobile, "JOIN_APPROVED")).isEmpty();
    }

    @Test
    void whileMessageServiceIsAwayTheTeacherDecidesAllTheSame_andTheParentIsToldLater() {
        String request = asked();
        MESSAGES.treat(mobile, MessageServer.Mood.UNAVAILABLE);
        approve(request).expect(200);
        assertThat(size(classId)).isEqualTo(1);
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(4))
                .until(() -> MESSAGES.takenFor(mobile, "JOIN_APPROVED").isEmpty());
        MESSAGES.treatWell(mobile);
        awaitTold("JOIN_APPROVED", 1);
    }

    @Test
    void whatTheCodeItselfDecided_andWhatTheParentTookBack_isNotTold() {
        door("AUTO", 40);
        String parent = aPhone(mobile).signIn().access();
        bring(parent, code(), "南乔一诺").expect(201);
        door("APPROVAL", 40);
        String request = bring(parent, code(), "白榆望舒").expect(201).text("requestId");
        http().post("/api/v1/join-requests/" + request + "/withdrawals", Map.of(), parent)
                .expect(200);
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .until(() -> MESSAGES.takenFor(mobile, "JOIN_APPROVED").isEmpty()
                        && MESSAGES.takenFor(mobile, "JOIN_REJECTED").isEmpty());
    }
}
