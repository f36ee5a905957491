package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.partners.Simulator.Answer;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FaultsIT extends SimulatorFixture {

    private final String number = aNumber();

    private String submit(String mobile) {
        return simulator.submit(simulator.text(mobile, "你好")).field("rspcod");
    }

    private static void awaitReports(String mobile, int count) {
        await().until(() -> platform.callsAbout(mobile).size() >= count);
    }

    private JsonNode lastJournalEntry() {
        JsonNode entries = simulator.journal(number);
        return entries.get(entries.size() - 1);
    }

    @Test
    void refuse_answersTheCodeAsOftenAsOrdered_thenTakes() {
        simulator.order(number, "[{\"kind\":\"REFUSE\",\"rspcod\":\"SystemBusy\",\"count\":2}]");
        assertThat(List.of(submit(number), submit(number), submit(number)))
                .containsExactly("SystemBusy", "SystemBusy", "success");
        assertThat(simulator.inbox(number).size()).isEqualTo(1);
        assertThat(simulator.summary(number).get("outcomes").get("SystemBusy").intValue())
                .isEqualTo(2);
    }

    @Test
    void aFaultNeverHidesAProtocolError() {
        simulator.order(number, "[{\"kind\":\"REFUSE\",\"rspcod\":\"SystemBusy\",\"count\":1}]");
        assertThat(simulator.submit(simulator.text(number, "x").mac("wrong")).field("rspcod"))
                .isEqualTo("IllegalMac");
        assertThat(submit(number)).isEqualTo("SystemBusy");
    }

    @Test
    void aNumbersFaults_beatThoseForAll() {
        String other = aNumber();
        simulator.order("*", "[{\"kind\":\"REFUSE\",\"rspcod\":\"FlowOverLimit\"}]");
        simulator.order(number, "[{\"kind\":\"DOUBLE_REPORT\"}]");
        assertThat(submit(number)).isEqualTo("success");
        assertThat(submit(other)).isEqualTo("FlowOverLimit");
        simulator.delete("/faults");
        assertThat(submit(other)).isEqualTo("success");
    }

    @Test
    void delayAccept_takesTheTextOnlyAfterTheDelay() {
        simulator.put("/clock", "{\"scale\":100}");
        simulator.order(number, "[{\"kind\":\"DELAY_ACCEPT\",\"millis\":60000}]");
        long start = System.nanoTime();
        assertThat(submit(number)).isEqualTo("success");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
        assertThat(lastJournalEntry().get("faults").get(0).stringValue()).isEqualTo("DELAY_ACCEPT");
    }

    @Test
    void timeoutAfterSuccess_bringsTheTextAndItsReport_butClosesWithoutAnAnswer() {
        simulator.order(number, "[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\",\"millis\":0}]");
        assertThatThrownBy(() -> simulator.submitImpatiently(simulator.text(number, "你好"), Duration.ofSeconds(20)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(simulator.inbox(number).size()).isEqualTo(1);
        awaitReports(number, 1);
        JsonNode entry = lastJournalEntry();
        assertThat(entry.get("outcome").stringValue()).isEqualTo("TIMEOUT_AFTER_SUCCESS");
        assertThat(entry.get("taken").booleanValue()).isTrue();
        assertThat(entry.get("answered").booleanValue()).isFalse();
        assertThat(platform.callsAbout(number).getFirst().field("msgGroup"))
                .isEqualTo(entry.get("reference").stringValue());
    }

    @Test
    void timeoutAfterSuccess_staysSilentLongerThanAClientWaits() {
        simulator.order(number, "[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\"}]");
        assertThatThrownBy(() -> simulator.submitImpatiently(simulator.text(number, "你好"), Duration.ofMillis(800)))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(simulator.inbox(number).size()).isEqualTo(1);
        // Time runs on so that the silent connection ends before the next test.
        simulator.put("/clock", "{\"scale\":1000}");
    }

    @Test
    void timeoutBefore_takesNothing() {
        simulator.order(number, "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
        assertThatThrownBy(() -> simulator.submitImpatiently(simulator.text(number, "你好"), Duration.ofSeconds(20)))
                .isInstanceOf(IOException.class);
        assertThat(simulator.inbox(number).size()).isZero();
        assertThat(simulator.summary(number).get("messages").intValue()).isZero();
        assertThat(submit(number)).isEqualTo("success");
        awaitReports(number, 1);
        assertThat(simulator.summary(number).get("messages").intValue()).isEqualTo(1);
    }

    @Test
    void http500_takesNothing_andSpeaksNoJson() {
        simulator.order(number, "[{\"kind\":\"HTTP_500\",\"count\":1}]");
        Answer answer = simulator.submit(simulator.text(number, "x"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).isEmpty();
        assertThat(simulator.inbox(number).size()).isZero();
    }

    @Test
    void loseReport_bringsTheTextButNoReport() {
        String witness = aNumber();
        simulator.order(number, "[{\"kind\":\"LOSE_REPORT\"}]");
        assertThat(submit(number)).isEqualTo("success");
        assertThat(simulator.inbox(number).size()).isEqualTo(1);
        // The report of a text sent later has come, so the earlier one would have.
        submit(witness);
        awaitReports(witness, 1);
        submit(witness);
        awaitReports(witness, 2);
        assertThat(platform.callsAbout(number)).isEmpty();
    }

    @Test
    void doubleReport_comesTwice_wordForWord() {
        simulator.order(number, "[{\"kind\":\"DOUBLE_REPORT\"}]");
        submit(number);
        awaitReports(number, 2);
        List<Platform.Call> reports = platform.callsAbout(number);
        assertThat(reports.get(0).body()).isEqualTo(reports.get(1).body());
    }

    @Test
    void reportBeforeResponse_isAnsweredByThePlatformFirst() {
        simulator.order(number, "[{\"kind\":\"REPORT_BEFORE_RESPONSE\"}]");
        Answer answer = simulator.submit(simulator.text(number, "x"));
        long answered = System.nanoTime();
        List<Platform.Call> reports = platform.callsAbout(number);
        assertThat(reports).hasSize(1);
        assertThat(reports.getFirst().at()).isLessThan(answered);
        assertThat(reports.getFirst().field("msgGroup")).isEqualTo(answer.field("msgGroup"));
        // And it does not come again in its usual time.
        String witness = aNumber();
        submit(witness);
        awaitReports(witness, 1);
        assertThat(platform.callsAbout(number)).hasSize(1);
    }

    @Test
    void reportStatus_carriesTheCode_andThePhoneGetsNothing() {
        simulator.order(number, "[{\"kind\":\"REPORT_STATUS\",\"errorCode\":\"DB:0140\"}]");
        assertThat(submit(number)).isEqualTo("success");
        awaitReports(number, 1);
        Platform.Call report = platform.callsAbout(number).getFirst();
        assertThat(report.field("errorCode")).isEqualTo("DB:0140");
        assertThat(report.field("reportStatus")).isEqualTo("UNDELIV");
        assertThat(simulator.inbox(number).size()).isZero();
    }

    @Test
    void reportStatus_ofTheExpiredFamily_andAStatusOfOnesOwn() {
        String other = aNumber();
        simulator.order(number, "[{\"kind\":\"REPORT_STATUS\",\"errorCode\":\"MI:0008\"}]");
        simulator.order(other, "[{\"kind\":\"REPORT_STATUS\",\"errorCode\":\"MK:0024\",\"reportStatus\":\"REJECTD\"}]");
        submit(number);
        submit(other);
        awaitReports(number, 1);
        awaitReports(other, 1);
        assertThat(platform.callsAbout(number).getFirst().field("reportStatus")).isEqualTo("EXPIRED");
        assertThat(platform.callsAbout(other).getFirst().field("reportStatus")).isEqualTo("REJECTD");
    }

    @Test
    void lateReport_comesAfterThatMuchSimulatedTime() {
        simulator.order(number, "[{\"kind\":\"LATE_REPORT\",\"millis\":3600000}]");
        submit(number);
        String witness = aNumber();
        submit(witness);
        awaitReports(witness, 1);
        assertThat(platform.callsAbout(number)).isEmpty();
        simulator.put("/clock", "{\"scale\":1000}");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> platform.callsAbout(number).size() == 1);
        Platform.Call report = platform.callsAbout(number).getFirst();
        assertThat(report.field("receiveDate")).isGreaterThan(report.field("submitDate"));
    }

    @Test
    void severalFaults_actTogether() {
        simulator.order(
                number,
                """
                [{"kind":"REFUSE","rspcod":"SystemBusy","count":1},
                 {"kind":"TIMEOUT_AFTER_SUCCESS","millis":0,"count":1},
                 {"kind":"DOUBLE_REPORT"},
                 {"kind":"REPORT_STATUS","errorCode":"MK:0005"}]""");
        assertThat(submit(number)).isEqualTo("SystemBusy");
        assertThatThrownBy(() -> simulator.submitImpatiently(simulator.text(number, "你好"), Duration.ofSeconds(20)))
                .isInstanceOf(IOException.class);
        awaitReports(number, 2);
        assertThat(platform.callsAbout(number))
                .allMatch(report -> report.field("errorCode").equals("MK:0005"));
        assertThat(lastJournalEntry().get("faults").toString())
                .isEqualTo("[\"TIMEOUT_AFTER_SUCCESS\",\"REPORT_STATUS\",\"DOUBLE_REPORT\"]");
    }

    @Test
    void oneBewitchedNumberAmongMany_getsItsOwnReport() {
        String healthy = aNumber();
        simulator.order(number, "[{\"kind\":\"REPORT_STATUS\",\"errorCode\":\"MK:0001\"}]");
        assertThat(submit(healthy + "," + number)).isEqualTo("success");
        awaitReports(number, 1);
        awaitReports(healthy, 1);
        assertThat(platform.callsAbout(healthy).getFirst().field("reportStatus"))
                .isEqualTo("DELIVRD");
        assertThat(simulator.inbox(healthy).size()).isEqualTo(1);
        assertThat(simulator.inbox(number).size()).isZero();
    }

    @Test
    void theLastDigitsOfANumber_chooseItsFate_withoutAnyOrder() {
        String off = "13700099901";
        assertThat(submit(off)).isEqualTo("success");
        awaitReports(off, 1);
        assertThat(platform.callsAbout(off).getFirst().field("errorCode")).isEqualTo("MK:0024");

        String busyOnce = "13700099906";
        assertThat(List.of(submit(busyOnce), submit(busyOnce))).containsExactly("SystemBusy", "success");
        simulator.delete("/faults");
        assertThat(submit(busyOnce)).isEqualTo("SystemBusy");
    }

    @Test
    void whatWasOrdered_canBeReadBack_withHowOftenItActed() {
        simulator.order(number, "[{\"kind\":\"REFUSE\",\"rspcod\":\"SystemBusy\",\"count\":3}]");
        submit(number);
        JsonNode standing = simulator.get("/faults").json();
        assertThat(standing.get("ordered").get("mas").get(number).toString())
                .isEqualTo(
                        "[{\"kind\":\"REFUSE\",\"rspcod\":\"SystemBusy\",\"probability\":1.0,\"count\":3,\"used\":1}]");
        assertThat(standing.get("bySuffix").get("mas").has("99901")).isTrue();
        assertThat(simulator.delete("/faults/mas/" + number).status()).isEqualTo(204);
        assertThat(submit(number)).isEqualTo("success");
    }
}
