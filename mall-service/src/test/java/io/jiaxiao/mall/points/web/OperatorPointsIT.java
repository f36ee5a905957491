package io.jiaxiao.mall.points.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Points;
import io.jiaxiao.mall.points.HoldPoints;
import io.jiaxiao.mall.points.HoldResult;
import io.jiaxiao.mall.points.LedgerRefusal;
import io.jiaxiao.mall.points.PointsLedger;
import io.jiaxiao.mall.points.SettleHold;
import io.jiaxiao.mall.points.fixture.PointsFixture;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class OperatorPointsIT extends PointsFixture {

    private static final String ADJUSTMENTS = "/admin/v1/points/adjustments";
    private static final String WANG = Tokens.operator(101);
    private static final String LI = Tokens.operator(102);

    @Autowired
    private PointsLedger ledger;

    @Autowired
    private Ids ids;

    @Test
    void aSmallAdjustmentIsDoneAtOnce_andItsKeyIsOneAdjustment() {
        long person = someoneWithLessons(1);
        String key = aKey();
        Http.Answer given = http.post(ADJUSTMENTS, WANG, key, adjustment(person, 100));
        assertThat(given.json().path("state").asString()).isEqualTo("APPLIED");
        assertThat(http.post(ADJUSTMENTS, WANG, key, adjustment(person, 100))).isEqualTo(given);
        assertThat(http.post(ADJUSTMENTS, WANG, key, adjustment(person, 99)).status())
                .isEqualTo(422);
        assertThat(available(person)).isEqualTo(120);

        assertThat(http.post(ADJUSTMENTS, WANG, aKey(), adjustment(person, -50))
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("APPLIED");
        assertThat(available(person)).isEqualTo(70);
        JsonNode refused =
                http.post(ADJUSTMENTS, WANG, aKey(), adjustment(person, -71)).json();
        assertThat(refused.path("state").asString()).isEqualTo("REFUSED");
        assertThat(refused.path("refusal").asString()).isEqualTo("NOT_ENOUGH_POINTS");
        assertThat(available(person)).isEqualTo(70);
    }

    @Test
    void aboveTheLimit_anotherOperatorHasToAgree() {
        long person = someoneWithLessons(1);
        JsonNode waiting =
                http.post(ADJUSTMENTS, WANG, aKey(), adjustment(person, 501)).json();
        String one = ADJUSTMENTS + "/" + waiting.path("id").asString();
        assertThat(waiting.path("state").asString()).isEqualTo("WAITING");
        assertThat(available(person)).isEqualTo(20);

        assertThat(http.post(one + "/approve", WANG, reason()).code()).isEqualTo("SAME_OPERATOR");
        assertThat(http.post(one + "/approve", LI, reason())
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("APPLIED");
        assertThat(available(person)).isEqualTo(521);
        assertThat(http.post(one + "/approve", LI, reason()).status()).isEqualTo(409);
        assertThat(http.post(one + "/reject", LI, reason()).status()).isEqualTo(409);
        assertThat(http.post(ADJUSTMENTS + "/1/approve", LI, reason()).status()).isEqualTo(404);
        assertThat(audits("POINTS_ADJUSTMENT", waiting.path("id").asString())).isEqualTo(2);
    }

    @Test
    void whatIsRejectedMovesNothing() {
        long person = someoneWithLessons(1);
        JsonNode waiting =
                http.post(ADJUSTMENTS, WANG, aKey(), adjustment(person, -501)).json();
        String one = ADJUSTMENTS + "/" + waiting.path("id").asString();
        assertThat(http.post(one + "/reject", LI, reason()).json().path("state").asString())
                .isEqualTo("REJECTED");
        assertThat(available(person)).isEqualTo(20);
        assertThat(http.get(ADJUSTMENTS + "?state=REJECTED&size=200", LI).body())
                .contains(waiting.path("id").asString());
        assertThat(http.get(ADJUSTMENTS + "?state=LOST", LI).status()).isEqualTo(400);
    }

    @Test
    void aFrozenAccountSpendsNothing_untilItIsUnfrozen() {
        long person = someoneWithLessons(2);
        String account = "/admin/v1/points/accounts/" + person;
        assertThat(http.post(account + "/freeze", WANG, reason())
                        .json()
                        .path("frozen")
                        .asBoolean())
                .isTrue();
        assertThat(http.post(account + "/freeze", WANG, reason()).status()).isEqualTo(200);
        assertThat(hold(person, 1)).isEqualTo(new HoldResult.Refused(LedgerRefusal.ACCOUNT_FROZEN, Points.ZERO));
        assertThat(http.post(account + "/unfreeze", LI, reason())
                        .json()
                        .path("frozen")
                        .asBoolean())
                .isFalse();
        assertThat(hold(person, 1)).isInstanceOf(HoldResult.Held.class);
        assertThat(audits("POINTS_ACCOUNT", Long.toString(person)))
                .as("freezing what is frozen changed nothing")
                .isEqualTo(2);
        JsonNode seen = http.get(account, LI).json();
        assertThat(seen.path("balance").path("held").asLong()).isEqualTo(1);
        assertThat(seen.path("lots").get(0).path("available").asLong()).isEqualTo(39);
        assertThat(seen.path("holds").size()).isEqualTo(1);
        assertThat(seen.path("statement").path("entries").size()).isEqualTo(2);
    }

    @Test
    void aFrozenStrangerStaysFrozen_whenPointsCome() {
        long person = aPerson();
        http.post("/admin/v1/points/accounts/" + person + "/freeze", WANG, reason());
        grant("aixue", aKey(), person, "LESSON_FINISHED", 1);
        assertThat(hold(person, 1)).isEqualTo(new HoldResult.Refused(LedgerRefusal.ACCOUNT_FROZEN, Points.ZERO));
    }

    @Test
    void linesSettleFromTheLotsThatWereSpent() {
        long person = someoneWithLessons(1);
        grant("dingzhihua", aKey(), person, "ACTIVITY_JOINED", 1);
        String month = YearMonth.now(ZoneId.of("Asia/Shanghai")).toString();
        long aixue = spent(month, "AIXUE");
        long dingzhihua = spent(month, "DINGZHIHUA");
        HoldResult.Held held = (HoldResult.Held) hold(person, 60);
        ledger.post(new SettleHold(aKey(), held.holdId(), "FULFILLED"));
        assertThat(spent(month, "DINGZHIHUA") - dingzhihua)
                .as("180 days end before a year: these lots are the oldest")
                .isEqualTo(50);
        assertThat(spent(month, "AIXUE") - aixue).isEqualTo(10);
        assertThat(http.get("/admin/v1/points/settlement?month=2026-13", LI).status())
                .isEqualTo(400);
    }

    @Test
    void rulesAreKeptByOperators_withTheirVersion() {
        Map<String, Object> rule = rule();
        JsonNode added = http.post("/admin/v1/points/rules", WANG, rule).json();
        String id = added.path("id").asString();
        assertThat(http.post("/admin/v1/points/rules", WANG, rule).code()).isEqualTo("EARNING_RULE_EXISTS");
        long person = aPerson();
        assertThat(grant("xiaoxuntong", aKey(), person, "SURVEY_ANSWERED", 1)
                        .json()
                        .path("points")
                        .asLong())
                .isEqualTo(7);

        rule.put("enabled", false);
        assertThat(http.put("/admin/v1/points/rules/" + id, LI, rule)
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        assertThat(http.put("/admin/v1/points/rules/" + id, LI, rule).code()).isEqualTo("CHANGED_MEANWHILE");
        assertThat(grant("xiaoxuntong", aKey(), person, "SURVEY_ANSWERED", 1).code())
                .isEqualTo("EARNING_RULE_UNKNOWN");
        assertThat(audits("EARNING_RULE", id)).isEqualTo(2);
        assertThat(http.put("/admin/v1/points/rules/99", LI, rule).status()).isEqualTo(404);
        rule.put("validYears", 1);
        assertThat(http.put("/admin/v1/points/rules/" + id, LI, rule).status()).isEqualTo(400);
    }

    @Test
    void aRepeatedGrantGetsItsAnswer_thoughItsRuleHasEnded() {
        Map<String, Object> rule = rule();
        rule.put("event", "CLUB_JOINED");
        String id = http.post("/admin/v1/points/rules", WANG, rule)
                .json()
                .path("id")
                .asString();
        long person = aPerson();
        String key = aKey();
        Http.Answer granted = grant("xiaoxuntong", key, person, "CLUB_JOINED", 1);
        assertThat(granted.status()).isEqualTo(200);
        rule.put("enabled", false);
        http.put("/admin/v1/points/rules/" + id, LI, rule);
        assertThat(grant("xiaoxuntong", key, person, "CLUB_JOINED", 1)).isEqualTo(granted);
        assertThat(grant("xiaoxuntong", key, person, "CLUB_JOINED", 2).code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(grant("aixue", key, person, "CLUB_JOINED", 1).code())
                .as("keys of two lines never meet")
                .isEqualTo("EARNING_RULE_UNKNOWN");
        assertThat(grant("xiaoxuntong", aKey(), person, "CLUB_JOINED", 1).code())
                .isEqualTo("EARNING_RULE_UNKNOWN");
        assertThat(available(person)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"personId\":\"1\",\"line\":\"AIXUE\",\"points\":0,\"reason\":\"补发积分\"}",
                "{\"personId\":\"1\",\"line\":\"NONE\",\"points\":1,\"reason\":\"补发积分\"}",
                "{\"personId\":\"1\",\"line\":\"AIXUE\",\"points\":1000001,\"reason\":\"补发积分\"}",
                "{\"personId\":\"1\",\"line\":\"AIXUE\",\"points\":1,\"reason\":\" \"}",
                "{\"personId\":\"one\",\"line\":\"AIXUE\",\"points\":1,\"reason\":\"补发积分\"}",
            })
    void badAdjustmentsAreRefusedInWords(String json) {
        Http.Answer answer = http.post(ADJUSTMENTS, WANG, aKey(), json);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).startsWith("application/problem+json");
    }

    @Test
    void onlyOperatorsComeHere() {
        for (String path : new String[] {ADJUSTMENTS, "/admin/v1/points/rules", "/admin/v1/points/accounts/1"}) {
            assertThat(http.get(path, Tokens.parent(1)).status()).as(path).isEqualTo(403);
            assertThat(http.get(path, Tokens.line("aixue")).status()).as(path).isEqualTo(403);
            assertThat(http.get(path, "").status()).as(path).isEqualTo(401);
        }
    }

    private HoldResult hold(long person, long points) {
        return ledger.hold(new HoldPoints(aKey(), ids.next(), person, Points.of(points), "TEST", null));
    }

    private long available(long person) {
        return ledger.balance(person).available().value();
    }

    private long spent(String month, String line) {
        for (JsonNode each :
                http.get("/admin/v1/points/settlement?month=" + month, WANG).json()) {
            if (each.path("line").asString().equals(line)) {
                return each.path("spent").asLong();
            }
        }
        return 0;
    }

    private long audits(String type, String id) {
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM audit_log WHERE subject_type = ? AND subject_id = ?", Long.class, type, id);
    }

    private static Map<String, Object> adjustment(long person, long points) {
        return Map.of("personId", Long.toString(person), "line", "AIXUE", "points", points, "reason", "客诉补发");
    }

    private static Map<String, Object> reason() {
        return Map.of("reason", "核实无误");
    }

    private static Map<String, Object> rule() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("line", "XIAOXUNTONG");
        rule.put("event", "SURVEY_ANSWERED");
        rule.put("title", "填写问卷");
        rule.put("points", 7);
        rule.put("dailyCap", 70);
        rule.put("validDays", 30);
        rule.put("enabled", true);
        rule.put("effectiveFrom", "2025-01-01T00:00:00Z");
        rule.put("version", 0);
        rule.put("reason", "新增活动");
        return rule;
    }
}
