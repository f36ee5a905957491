package io.jiaxiao.mall.points.adjustment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.points.fixture.PointsFixture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AdjustAccountIT extends PointsFixture {

    @Autowired
    private AdjustAccount adjustments;

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
}
