package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.partners.Simulator.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ControlsIT extends SimulatorFixture {

    private static void isProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().get("detail").stringValue()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "null",
                "\"x\"",
                "[1]",
                "[null]",
                "[{}]",
                "[{\"kind\":\"NOPE\"}]",
                "[{\"kind\":7}]",
                "[{\"kind\":\"REFUSE\"}]",
                "[{\"kind\":\"REFUSE\",\"rspcod\":\"Nope\"}]",
                "[{\"kind\":\"REFUSE\",\"rspcod\":\"success\"}]",
                "[{\"kind\":\"REFUSE\",\"rspcod\":\"SystemBusy\",\"wait\":1}]",
                "[{\"kind\":\"DELAY_ACCEPT\"}]",
                "[{\"kind\":\"DELAY_ACCEPT\",\"millis\":-1}]",
                "[{\"kind\":\"LATE_REPORT\",\"millis\":\"soon\"}]",
                "[{\"kind\":\"LATE_REPORT\",\"millis\":99999999999}]",
                "[{\"kind\":\"REPORT_STATUS\"}]",
                "[{\"kind\":\"REPORT_STATUS\",\"errorCode\":\"bad\"}]",
                "[{\"kind\":\"LOSE_REPORT\",\"count\":0}]",
                "[{\"kind\":\"LOSE_REPORT\",\"count\":1.5}]",
                "[{\"kind\":\"LOSE_REPORT\",\"probability\":0}]",
                "[{\"kind\":\"LOSE_REPORT\",\"probability\":1.1}]",
                "[{\"kind\":\"LOSE_REPORT\",\"probability\":\"often\"}]"
            })
    void faultsThatCannotBeFollowed_areRefused_andChangeNothing(String list) {
        String before = simulator.get("/faults").text();
        isProblem(simulator.put("/faults/mas/*", list), 400);
        assertThat(simulator.get("/faults").text()).isEqualTo(before);
    }

    @Test
    void faultsForWhomNobodyKnows_areRefused() {
        isProblem(simulator.put("/faults/nobody/*", "[]"), 404);
        isProblem(simulator.delete("/faults/nobody/*"), 404);
        isProblem(simulator.put("/faults/mas/13800000000%20x", "[]"), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"scale\":null}",
                "{\"scale\":0}",
                "{\"scale\":-1}",
                "{\"scale\":1001}",
                "{\"scale\":\"fast\"}",
                "{\"scale\":\"NaN\"}",
                "{\"speed\":2}"
            })
    void aClockThatCannotBeSet_isRefused(String setting) {
        isProblem(simulator.put("/clock", setting), 400);
        assertThat(simulator.get("/clock").json().get("scale").doubleValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/phones/138/inbox",
                "/phones/13800000000x/inbox/latest",
                "/phones/13800000000/inbox?since=yesterday",
                "/phones/13800000000/inbox?since=99999999999999999999",
                "/phones/13800000000/inbox?limit=0",
                "/phones/13800000000/inbox/latest?waitMillis=-1",
                "/phones/13800000000/inbox/latest?waitMillis=60001",
                "/phones/13800000000/inbox/latest?waitMillis=soon",
                "/phones/13800000000/inbox/latest?after=x",
                "/journal?after=x",
                "/journal?limit=0",
                "/journal?limit=1001",
                "/journal?direction=SIDEWAYS"
            })
    void questionsThatMakeNoSense_areRefused(String path) {
        isProblem(simulator.get(path), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{\"text\":\"\"}",
                "{\"text\":\"x\",\"to\":\"abc\"}",
                "{\"text\":\"x\",\"from\":1}"
            })
    void aTextThatCannotBeSent_isRefused(String body) {
        isProblem(simulator.post("/phones/13800000000/messages", "application/json", body), 400);
    }

    @Test
    void otherMistakes_areProblemsToo() {
        isProblem(simulator.get("/nothing/here"), 404);
        isProblem(simulator.get("/mas/sms/norsubmit"), 405);
        isProblem(simulator.post("/phones/13800000000/messages", "text/plain", "TD"), 415);
        isProblem(
                simulator.post(
                        "/phones/13800000000/messages", "application/json", "{\"text\":\"" + "长".repeat(1001) + "\"}"),
                400);
    }

    @Test
    void theFrontPage_namesThePartnersAndTheirFaults() {
        Answer answer = simulator.get("/");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode partners = answer.json().get("partners");
        assertThat(partners.valueStream().map(each -> each.get("partner").stringValue()))
                .contains("mas", "jd", "niannianka", "kefei");
        JsonNode mas = partners.valueStream()
                .filter(each -> each.get("partner").stringValue().equals("mas"))
                .findFirst()
                .orElseThrow();
        assertThat(mas.get("faults").toString())
                .isEqualTo(
                        "[\"DELAY_ACCEPT\",\"DOUBLE_REPORT\",\"HTTP_500\",\"LATE_REPORT\",\"LOSE_REPORT\",\"REFUSE\","
                                + "\"REPORT_BEFORE_RESPONSE\",\"REPORT_STATUS\",\"TIMEOUT_AFTER_SUCCESS\",\"TIMEOUT_BEFORE\"]");
        assertThat(answer.json().get("seed").intValue()).isEqualTo(1);
    }

    @Test
    void health_isUp() {
        assertThat(simulator.get("/actuator/health").field("status")).isEqualTo("UP");
        assertThat(simulator.get("/actuator/health/readiness").field("status")).isEqualTo("UP");
    }
}
