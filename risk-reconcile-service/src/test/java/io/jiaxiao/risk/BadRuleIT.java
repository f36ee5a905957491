package io.jiaxiao.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.risk.fixture.RiskFixture;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Rules and windows nobody should write: refused, with the field's name. */
class BadRuleIT extends RiskFixture {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ADMIN = "/admin/v1/risk";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code       | null",
                "code       | \"lower\"",
                "code       | \"A\"",
                "code       | \"A-B\"",
                "scene      | null",
                "scene      | \"NONE\"",
                "title      | \"\"",
                "expression | null",
                "expression | \" \"",
                "verdict    | null",
                "verdict    | \"PASS\"",
                "message    | null",
                "message    | \"\"",
                "priority   | null",
                "priority   | -1",
                "priority   | 1001",
                "priority   | \"x\"",
                "surprise   | 1",
            })
    void aWrongFieldOfARule_isNamed(String field, String value) {
        Map<String, Object> rule = aRule(aCode(), "true", "REJECT");
        rule.put(field, JSON.readTree(value));

        assertThat(problem(400, http.post(ADMIN + "/rules", ANNE, rule)).fields())
                .contains(field);
    }

    @Test
    void whatIsTooLongForARule_isRefused() {
        problem(
                400,
                http.post(ADMIN + "/rules", ANNE, with(aRule(aCode(), "true", "REJECT"), "title", "字".repeat(101))));
        problem(
                400,
                http.post(ADMIN + "/rules", ANNE, with(aRule(aCode(), "true", "REJECT"), "message", "字".repeat(201))));
        problem(400, http.post(ADMIN + "/rules", ANNE, aRule(aCode(), "true || ".repeat(300) + "true", "REJECT")));
        problem(
                422,
                http.post(
                        ADMIN + "/rules", ANNE, aRule(aCode(), "(".repeat(900) + "true" + ")".repeat(900), "REJECT")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name      | \"Upper\"",
                "name      | null",
                "scene     | \"X\"",
                "dimension | null",
                "dimension | \"POINTS\"",
                "kind      | \"AVERAGE\"",
                "kind      | \"SUM\"",
                "kind      | \"DISTINCT\"",
                "fact      | \"points\"",
                "distinct  | \"DEVICE\"",
                "seconds   | 59",
                "seconds   | 2678401",
                "seconds   | null",
                "seconds   | 1e30",
            })
    void aWrongWindow_isRefused(String field, String value) {
        Map<String, Object> window = aWindow();
        window.put(field, JSON.readTree(value));
        problem(400, http.post(ADMIN + "/windows", ANNE, window));
    }

    @Test
    void aSumOfWhatIsNoNumber_isRefused() {
        for (String fact : new String[] {"channel", "unknown"}) {
            Map<String, Object> window = aWindow();
            window.put("kind", "SUM");
            window.put("fact", fact);
            problem(422, http.post(ADMIN + "/windows", ANNE, window));
        }
    }

    private static Map<String, Object> aWindow() {
        return new LinkedHashMap<>(Map.of(
                "name", "bad_window", "scene", "REDEMPTION", "dimension", "PERSON", "kind", "COUNT", "seconds", 3600));
    }
}
