package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.enrolment.store.JoinRequests;
import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.JoinTest;
import io.jiaxiao.testkit.together.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How much one account may ask of a class, and for how long a request waits. */
class JoinLimitsIT extends JoinTest {

    @Autowired
    private JoinRequests requests;

    @Test
    void aSixthOpenRequestForAClass_isRefused_untilOneIsTakenBack() {
        String parent = aParent();
        String code = code();
        String first = bring(parent, code, "南乔一").expect(201).text("requestId");
        for (String name : List.of("南乔二", "南乔三", "南乔四", "南乔五")) {
            bring(parent, code, name).expect(201);
        }
        assertThat(bring(parent, code, "南乔六").expect(409).text("code")).isEqualTo("JOIN_REQUESTS_TOO_MANY");
        assertThat(bring(parent, code, "南乔一").expect(201).text("requestId")).isEqualTo(first);
        assertThat(waiting()).hasSize(5);
        bring(aParent(), code, "南乔六").expect(201);
        http().post("/api/v1/join-requests/" + first + "/withdrawals", Map.of(), parent)
                .expect(200);
        bring(parent, code, "南乔六").expect(201);
    }

    @Test
    void eightRequestsAtOnce_areFiveThatWait() {
        String parent = aParent();
        String code = code();
        var number = new AtomicInteger();
        List<Answer> answers = Together.atOnce(8, _ -> bring(parent, code, "南乔", "N" + number.incrementAndGet()));
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(waiting()).as("one name is one request").hasSize(1);

        String other = aParent();
        answers = Together.atOnce(8, _ -> bring(other, code, "南乔".repeat(number.incrementAndGet() - 8)));
        assertThat(answers)
                .extracting(Answer::status)
                .containsExactlyInAnyOrder(201, 201, 201, 201, 201, 409, 409, 409);
    }

    @Test
    void aSixthChildByTheCodeAlone_waitsForTheTeacher() {
        door("AUTO", 60);
        String parent = aParent();
        String code = code();
        for (String name : List.of("南乔一", "南乔二", "南乔三", "南乔四", "南乔五")) {
            assertThat(bring(parent, code, name).expect(201).text("state")).isEqualTo("JOINED");
        }
        Answer sixth = bring(parent, code, "南乔六").expect(201);
        assertThat(sixth.text("state")).isEqualTo("PENDING");
        assertThat(sixth.text("cause")).isEqualTo("MANY_CHILDREN");
        assertThat(size(classId)).isEqualTo(5);
        assertThat(students()).isEqualTo(5);
        assertThat(bring(aParent(), code, "南乔七").expect(201).text("state")).isEqualTo("JOINED");
        approve(sixth.text("requestId")).expect(200);
        assertThat(size(classId)).isEqualTo(7);
    }

    @Test
    void aRequestNobodyDecides_endsAfterAMonth_andIsForgottenLater() {
        String parent = aParent();
        String code = code();
        String old = bring(parent, code, "南乔一", "N1").expect(201).text("requestId");
        String young = bring(parent, code, "南乔二").expect(201).text("requestId");
        jdbc.update(
                "UPDATE join_request SET created_at = created_at - INTERVAL 31 DAY WHERE id = ?", Long.valueOf(old));
        Instant now = Instant.now();

        requests.lapse(now.minus(Duration.ofDays(30)), now);

        assertThat(state(old)).isEqualTo("LAPSED");
        assertThat(state(young)).isEqualTo("PENDING");
        assertThat(approve(old).expect(409).text("code")).isEqualTo("JOIN_REQUEST_DECIDED");
        assertThat(size(classId)).isZero();
        assertThat(http().get("/api/v1/join-requests/" + old, parent)
                        .expect(200)
                        .text("state"))
                .isEqualTo("LAPSED");
        assertThat(bring(parent, code, "南乔一").expect(201).text("requestId")).isNotEqualTo(old);

        requests.forget(now.plus(Duration.ofDays(1)));
        assertThat(count(
                        "SELECT COUNT(*) FROM join_request WHERE id = ? AND (name IS NOT NULL OR number IS NOT NULL)",
                        Long.valueOf(old)))
                .isZero();
        assertThat(count("SELECT COUNT(*) FROM join_request WHERE id = ? AND name IS NOT NULL", Long.valueOf(young)))
                .isEqualTo(1);
    }

    private String state(String request) {
        return String.valueOf(jdbc.queryForObject(
                "SELECT state FROM join_request WHERE id = ?", String.class, Long.valueOf(request)));
    }
}
