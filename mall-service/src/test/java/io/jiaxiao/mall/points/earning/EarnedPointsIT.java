package io.jiaxiao.mall.points.earning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.contracts.mall.PointsEarned;
import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.mall.points.fixture.PointsFixture;
import io.jiaxiao.starter.inbox.EventSubscription;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of an event that earns nothing: whoever throws has it parked, where an operator sees it. */
class EarnedPointsIT extends PointsFixture {

    @Autowired
    private EventSubscription<PointsEarned> earned;

    @Test
    void anEventWhosePointsWouldBeOverAlready_isParked_andDoesNotVanish() {
        Http.Answer rule = http.post(
                "/admin/v1/points/rules",
                Tokens.operator(101),
                Map.of(
                        "line",
                        "AIXUE",
                        "event",
                        "TRIP_TAKEN",
                        "title",
                        "研学出行",
                        "points",
                        7,
                        "dailyCap",
                        70,
                        "validDays",
                        7,
                        "enabled",
                        true,
                        "effectiveFrom",
                        "2025-01-01T00:00:00Z",
                        "version",
                        0,
                        "reason",
                        "补建规则"));
        assertThat(rule.status()).as(rule.body()).isLessThan(300);
        long person = aPerson();
        var late = event(aKey(), person, "TRIP_TAKEN", 1, Instant.now().minus(Duration.ofDays(10)));
        assertThatThrownBy(() -> earned.handler().accept(late))
                .hasMessageContaining("ALREADY_EXPIRED")
                .hasMessageContaining(late.key());
        assertThatThrownBy(() -> earned.handler().accept(late)).hasMessageContaining("ALREADY_EXPIRED");
    }

    @Test
    void aKeyUsedForSomethingElse_isParked_aRepetitionIsNot() {
        long person = aPerson();
        String key = aKey();
        Instant at = Instant.now();
        earned.handler().accept(event(key, person, "LESSON_FINISHED", 1, at));
        earned.handler().accept(event(key, person, "LESSON_FINISHED", 1, at));
        assertThatThrownBy(() -> earned.handler().accept(event(key, person, "LESSON_FINISHED", 2, at)))
                .hasMessageContaining("KEY_REUSED");
        earned.handler().accept(event(aKey(), person, "LESSON_FINISHED", 4, at));
        earned.handler().accept(event(aKey(), person, "LESSON_FINISHED", 1, at));
        assertThat(jdbc.queryForObject("SELECT available FROM points_account WHERE person_id = ?", Long.class, person))
                .as("a day that is full is an answer too")
                .isEqualTo(100);
    }

    private static PointsEarned event(String key, long person, String event, long quantity, Instant at) {
        return new PointsEarned(ProductLine.AIXUE, key, event, Long.toString(person), quantity, at);
    }
}
