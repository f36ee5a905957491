package io.jiaxiao.mall.points.adjustment;

import static io.jiaxiao.testkit.together.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.points.fixture.PointsFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** How much one operator does alone, and what becomes of what was agreed to. */
class AdjustAccountIT extends PointsFixture {

    private static final String ADJUSTMENTS = "/admin/v1/points/adjustments";
    private static final String WANG = Tokens.operator(101);
    private static final String LI = Tokens.operator(102);

    @Autowired
    private AdjustAccount adjustments;

    @Test
    void manySmallAdjustmentsOfOneDay_areOneLargeOne() throws Exception {
        long person = someoneWithLessons(1);
        List<Http.Answer> answers =
                atOnce(40, i -> http.post(ADJUSTMENTS, WANG, aKey(), adjustment(person, i % 2 == 0 ? 250 : -250)));
        assertThat(answers)
                .as("of two hundred and fifty each, given or taken, two are the limit")
                .filteredOn(answer -> !answer.json().path("state").asString().equals("WAITING"))
                .filteredOn(answer -> !answer.json().path("state").asString().equals("REFUSED"))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(available(person)).isLessThanOrEqualTo(520);
        assertThat(state(http.post(ADJUSTMENTS, LI, aKey(), adjustment(person, 500))))
                .as("another operator's day is another's")
                .isEqualTo("APPLIED");
        assertThat(state(http.post(ADJUSTMENTS, LI, aKey(), adjustment(person, 1))))
                .isEqualTo("WAITING");
        assertThat(state(http.post(ADJUSTMENTS, LI, aKey(), adjustment(someoneWithLessons(1), 500))))
                .as("another person's too")
                .isEqualTo("APPLIED");
    }

    @Test
    void whatTheLedgerRefused_orASecondOperatorApproved_isNotCounted() {
        long person = someoneWithLessons(1);
        assertThat(state(http.post(ADJUSTMENTS, WANG, aKey(), adjustment(person, -300))))
                .isEqualTo("REFUSED");
        JsonNode waiting =
                http.post(ADJUSTMENTS, WANG, aKey(), adjustment(person, 501)).json();
        http.post(ADJUSTMENTS + "/" + waiting.path("id").asString() + "/approve", LI, reason());
        assertThat(state(http.post(ADJUSTMENTS, WANG, aKey(), adjustment(person, 500))))
                .isEqualTo("APPLIED");
        jdbc.update(
                "UPDATE points_adjustment SET requested_at = requested_at - INTERVAL 1 DAY WHERE person_id = ?",
                person);
        assertThat(state(http.post(ADJUSTMENTS, WANG, aKey(), adjustment(person, -500))))
                .as("the next day begins at nothing")
                .isEqualTo("APPLIED");
    }

    @Test
    void oneThatCannotBeDone_keepsNoneBehindItFromBeingFinished() {
        long broken = someoneWithLessons(1);
        long sound = someoneWithLessons(1);
        jdbc.update("UPDATE points_account SET available = available + 100 WHERE person_id = ?", broken);
        try {
            // More than are taken at once.
            for (int i = 0; i < 101; i++) {
                approved(i + 1, broken, -50);
            }
            approved(102, sound, 5);
            adjustments.finishApproved();
            assertThat(jdbc.queryForObject("SELECT state FROM points_adjustment WHERE id = 102", String.class))
                    .isEqualTo("APPLIED");
            assertThat(jdbc.queryForObject("SELECT state FROM points_adjustment WHERE id = 1", String.class))
                    .isEqualTo("APPROVED");
        } finally {
            jdbc.update("UPDATE points_account SET available = available - 100 WHERE person_id = ?", broken);
        }
        adjustments.finishApproved();
        assertThat(jdbc.queryForObject("SELECT state FROM points_adjustment WHERE id = 1", String.class))
                .isEqualTo("REFUSED");
    }

    /** As it stands when its operator's instance dies before the points move. */
    private void approved(long id, long person, long points) {
        jdbc.update(
                "INSERT INTO points_adjustment (id, person_id, line, points, reason, valid_until, state, requested_by,"
                        + " requested_at) VALUES (?,?,'AIXUE',?,'客诉补发','2099-01-01','APPROVED','101',NOW(3))",
                id,
                person,
                points);
    }

    private static String state(Http.Answer answer) {
        return answer.json().path("state").asString();
    }

    private long available(long person) {
        return jdbc.queryForObject("SELECT available FROM points_account WHERE person_id = ?", Long.class, person);
    }

    private static Map<String, Object> adjustment(long person, long points) {
        return Map.of("personId", Long.toString(person), "line", "AIXUE", "points", points, "reason", "客诉补发");
    }

    private static Map<String, Object> reason() {
        return Map.of("reason", "核实无误");
    }
}
