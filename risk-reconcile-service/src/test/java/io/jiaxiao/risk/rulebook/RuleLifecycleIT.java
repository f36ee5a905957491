package io.jiaxiao.risk.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.risk.fixture.RiskFixture;
import io.jiaxiao.testkit.http.Http;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RuleLifecycleIT extends RiskFixture {

    private static final String RULES = "/admin/v1/risk/rules";

    @Test
    void aRuleIsInForceOnlyAfterASecondPersonApproved() {
        String code = aCode();
        expect(201, http.post(RULES, ANNE, aRule(code, "facts.sku == '" + code + "'", "REJECT")));
        expect(200, http.post(RULES + "/" + code + "/mode", ANNE, Map.of("mode", "ON", "reason", "测试")));
        awaitReload();
        assertThat(verdict(event(code))).isEqualTo("PASS");

        assertThat(http.post(version(code, 1, "approve"), BERT, "").code()).isEqualTo("NOT_SUBMITTED");
        expect(403, http.post(version(code, 1, "submit"), BERT, ""));
        expect(200, http.post(version(code, 1, "submit"), ANNE, ""));
        Http.Answer own = expect(403, http.post(version(code, 1, "approve"), ANNE, ""));
        assertThat(own.code()).isEqualTo("SECOND_PERSON_NEEDED");
        expect(403, http.post(version(code, 1, "reject"), ANNE, Map.of("reason", "自己")));
        awaitReload();
        assertThat(verdict(event(code))).isEqualTo("PASS");

        expect(200, http.post(version(code, 1, "approve"), BERT, ""));
        awaitReload();
        assertThat(verdict(event(code))).isEqualTo("REJECT");
        assertThat(audited(code))
                .containsExactly(
                        "1001 RISK_RULE_DRAFT",
                        "1001 RISK_RULE_MODE",
                        "1001 RISK_RULE_SUBMIT",
                        "1002 RISK_RULE_APPROVE");
    }

    @Test
    void whatWasSubmittedNeverChangesAgain() {
        String code = aCode();
        expect(201, http.post(RULES, ANNE, aRule(code, "false", "REJECT")));
        expect(200, put(code, 1, ANNE, "facts.points < 0"));
        assertThat(put(code, 1, BERT, "true").code()).isEqualTo("DRAFT_OF_ANOTHER");
        expect(200, http.post(version(code, 1, "submit"), ANNE, ""));

        assertThat(put(code, 1, ANNE, "true").code()).isEqualTo("NOT_A_DRAFT");
        expect(409, http.post(version(code, 1, "submit"), ANNE, ""));
        expect(200, http.post(version(code, 1, "reject"), BERT, Map.of("reason", "太宽")));
        expect(409, put(code, 1, ANNE, "true"));
        expect(409, http.post(version(code, 1, "approve"), BERT, ""));

        JsonNode version = story(code).path("versions").path(0);
        assertThat(version.path("state").asString()).isEqualTo("REJECTED");
        assertThat(version.path("reason").asString()).isEqualTo("太宽");
        assertThat(version.path("text").path("expression").asString()).isEqualTo("facts.points < 0");
    }

    @Test
    void aVersionReplacesAnother_isRolledBack_andRetired() {
        String code = aLiveRule("facts.sku == 'one'", "REJECT", "ON");
        expect(201, http.post(RULES + "/" + code + "/versions", BERT, text("facts.sku == 'two'")));
        expect(200, http.post(version(code, 2, "submit"), BERT, ""));
        expect(200, http.post(version(code, 2, "approve"), ANNE, ""));
        awaitReload();
        assertThat(verdict(event("one"))).isEqualTo("PASS");
        assertThat(verdict(event("two"))).isEqualTo("REJECT");

        expect(409, http.post(version(code, 2, "roll-back"), ANNE, Map.of("reason", "已生效")));
        expect(200, http.post(version(code, 1, "roll-back"), ANNE, Map.of("reason", "误伤")));
        awaitReload();
        assertThat(verdict(event("one"))).isEqualTo("REJECT");
        assertThat(verdict(event("two"))).isEqualTo("PASS");

        expect(200, http.post(RULES + "/" + code + "/retire", ANNE, Map.of("reason", "不再需要")));
        expect(409, http.post(RULES + "/" + code + "/retire", ANNE, Map.of("reason", "不再需要")));
        awaitReload();
        assertThat(verdict(event("one"))).isEqualTo("PASS");
        expect(201, http.post(RULES + "/" + code + "/versions", ANNE, text("true")));
        assertThat(http.post(version(code, 3, "roll-back"), BERT, Map.of("reason", "绕过审批"))
                        .code())
                .as("a draft cannot be rolled back to")
                .isEqualTo("NOT_APPROVED");
    }

    @Test
    void ofManyWhoApproveAtOnce_oneDoes() throws Exception {
        String code = aCode();
        expect(201, http.post(RULES, ANNE, aRule(code, "false", "REJECT")));
        expect(200, http.post(version(code, 1, "submit"), ANNE, ""));

        List<Callable<Integer>> approvals = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String action = i % 2 == 0 ? "approve" : "reject";
            approvals.add(() -> http.post(version(code, 1, action), BERT, Map.of("reason", "并发"))
                    .status());
        }
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (Future<Integer> one : threads.invokeAll(approvals)) {
                answers.add(one.get());
            }
        }

        assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(answers.stream().filter(status -> status != 200)).allMatch(status -> status == 409);
        JsonNode story = story(code);
        boolean approved =
                story.path("versions").path(0).path("state").asString().equals("APPROVED");
        assertThat(story.path("rule").has("live")).isEqualTo(approved);
    }

    @Test
    void manyDraftsAtOnce_haveANumberEach() throws Exception {
        String code = aCode();
        expect(201, http.post(RULES, ANNE, aRule(code, "false", "REJECT")));
        List<Callable<Integer>> drafts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            drafts.add(() -> http.post(RULES + "/" + code + "/versions", ANNE, text("true"))
                    .json()
                    .path("version")
                    .asInt());
        }
        List<Integer> numbers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> one : threads.invokeAll(drafts)) {
                numbers.add(one.get());
            }
        }

        assertThat(numbers).containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void anExpressionThatIsNoneIsRefusedWithItsPlace() {
        Http.Answer answer = expect(
                422, http.post(RULES, ANNE, aRule(aCode(), "facts.points > 1 &&\n  facts.pionts < 2", "REJECT")));

        assertThat(answer.code()).isEqualTo("EXPRESSION_INVALID");
        assertThat(answer.json().path("detail").asString()).contains("第 2 行第");
        expect(
                422,
                http.post(RULES + "/check", ANNE, Map.of("scene", "REDEMPTION", "expression", "windows.nothing > 1")));
        expect(422, http.post(RULES, ANNE, aRule(aCode(), "facts.points", "REJECT")));
    }

    @Test
    void anExpressionIsTriedOnAnImaginedEvent() {
        Map<String, Object> trial = new LinkedHashMap<>();
        trial.put("scene", "REDEMPTION");
        trial.put("expression", "windows.person_count_1h > 3 && facts.points > 10 && blocked.device");
        trial.put(
                "sample",
                Map.of(
                        "facts",
                        Map.of("points", 11),
                        "windows",
                        Map.of("person_count_1h", 4),
                        "blocked",
                        List.of("DEVICE")));

        assertThat(expect(200, http.post(RULES + "/check", ANNE, trial))
                        .json()
                        .path("outcome")
                        .asString())
                .isEqualTo("HIT");
        trial.put("sample", Map.of("facts", Map.of("points", 11)));
        assertThat(http.post(RULES + "/check", ANNE, trial)
                        .json()
                        .path("outcome")
                        .asString())
                .isEqualTo("MISS");
        trial.put("sample", Map.of("blocked", List.of("DEVICE")));
        assertThat(http.post(RULES + "/check", ANNE, trial)
                        .json()
                        .path("outcome")
                        .asString())
                .isEqualTo("UNDECIDED");
    }

    @Test
    void aWindowThatARuleInForceUses_stays() {
        String window = "w" + unique("").replace("-", "_");
        Map<String, Object> wanted = new LinkedHashMap<>(
                Map.of("name", window, "scene", "REDEMPTION", "dimension", "IP", "kind", "COUNT", "seconds", 3600));
        expect(201, http.post("/admin/v1/risk/windows", ANNE, wanted));
        assertThat(http.post("/admin/v1/risk/windows", ANNE, wanted).code()).isEqualTo("WINDOW_TAKEN");
        String code = aLiveRule("windows." + window + " > 1000000", "REVIEW", "OFF");
        String remove = "/admin/v1/risk/windows/REDEMPTION/" + window + "/remove";

        assertThat(http.post(remove, ANNE, Map.of("reason", "清理")).code()).isEqualTo("WINDOW_IN_USE");
        expect(200, http.post(RULES + "/" + code + "/retire", ANNE, Map.of("reason", "清理")));
        expect(204, http.post(remove, ANNE, Map.of("reason", "清理")));
        assertThat(http.post(version(code, 1, "roll-back"), ANNE, Map.of("reason", "回退"))
                        .code())
                .isEqualTo("EXPRESSION_INVALID");
    }

    private Http.Answer put(String code, int version, String token, String expression) {
        return http.send(http.request(RULES + "/" + code + "/versions/" + version, token)
                .header("Content-Type", "application/json")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(tools.jackson.databind.json.JsonMapper.builder()
                        .build()
                        .writeValueAsString(text(expression)))));
    }

    private static String version(String code, int version, String action) {
        return RULES + "/" + code + "/versions/" + version + "/" + action;
    }

    private static Map<String, Object> text(String expression) {
        return Map.of("expression", expression, "verdict", "REJECT", "message", "暂时无法办理", "priority", 1);
    }

    private JsonNode story(String code) {
        return expect(200, http.get(RULES + "/" + code, ANNE)).json();
    }

    private Map<String, Object> event(String sku) {
        return with(anEvent(), "facts", Map.of("points", 1, "sku", sku));
    }

    private List<String> audited(String code) {
        return jdbc.queryForList(
                "SELECT CONCAT(actor, ' ', action) FROM audit_log WHERE subject_type = 'risk-rule' AND subject_id = ?"
                        + " ORDER BY id",
                String.class,
                code);
    }
}
