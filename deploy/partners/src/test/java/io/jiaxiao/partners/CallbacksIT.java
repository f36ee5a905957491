package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.partners.Simulator.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CallbacksIT extends SimulatorFixture {

    private final String number = aNumber();

    private JsonNode reportOutcomes() {
        return simulator.summary(number).at("/pushes/report");
    }

    @Test
    void aReportThatIsNotAnswered200_isPushedAgainUntilItIs() {
        platform.willAnswer(number, 500, 204);
        simulator.submit(simulator.text(number, "x"));
        await().until(() -> reportOutcomes().has("ACKNOWLEDGED"));
        assertThat(platform.callsAbout(number)).hasSize(3);
        assertThat(platform.callsAbout(number)).allMatch(call -> call.body()
                .equals(platform.callsAbout(number).getFirst().body()));
        assertThat(reportOutcomes().toString()).isEqualTo("{\"ACKNOWLEDGED\":1,\"HTTP_204\":1,\"HTTP_500\":1}");
    }

    @Test
    void afterThreeFurtherPushes_aReportIsGivenUp() {
        platform.willAnswer(number, 500, 500, 500, 500, 500, 500);
        simulator.submit(simulator.text(number, "x"));
        await().until(() -> reportOutcomes().path("HTTP_500").asInt(0) == 4);
        // A report sent afterwards takes longer than a fifth push would have: the longest wait is three times 50 ms.
        String witness = aNumber();
        platform.willAnswer(witness, 500, 500);
        simulator.submit(simulator.text(witness, "x"));
        await().until(() -> platform.callsAbout(witness).size() == 3);
        assertThat(platform.callsAbout(number)).hasSize(4);
    }

    @Test
    void whenThePlatformIsDown_theReportIsPushedAgainUntilItIsBack() {
        Platform before = new Platform();
        try (Simulator other =
                Simulator.start(before, "jiaxiao.partners.mas.push-again-after=10ms,10ms" + ",200ms".repeat(100))) {
            before.close();
            other.submit(other.text(number, "x"));
            await().until(() ->
                    other.summary(number).at("/pushes/report/NO_ANSWER").asInt(0) >= 3);
            try (Platform after = new Platform(before.port())) {
                await().until(() -> other.summary(number).at("/pushes/report").has("ACKNOWLEDGED"));
                assertThat(after.callsAbout(number)).hasSize(1);
            }
        }
    }

    @Test
    void whenTooManyCallbacksWait_furtherOnesAreDropped_andTheJournalSaysSo() {
        try (Simulator other = Simulator.start(
                platform, "jiaxiao.partners.push.most-waiting=1", "jiaxiao.partners.mas.report-delay=1h")) {
            String second = aNumber();
            other.submit(other.text(number + "," + second, "x"));
            assertThat(other.summary(number).get("pushes").size()).isZero();
            await().until(() -> other.summary(second).at("/pushes/report").has("DROPPED"));
        }
    }

    @Test
    void aTextFromAPhone_isPushedWithTheFullServiceCode() {
        simulator.submit(simulator.text(number, "回复TD退订").with("addSerial", "88"));
        Answer sent = simulator.post("/phones/" + number + "/messages", "application/json", "{\"text\":\"TD\"}");
        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.field("to")).isEqualTo("10650000123488");

        await().until(() -> platform.callsAbout(number).stream()
                .anyMatch(call -> call.body().has("smsContent")));
        Platform.Call uplink = platform.callsAbout(number).stream()
                .filter(call -> call.body().has("smsContent"))
                .findFirst()
                .orElseThrow();
        assertThat(uplink.path()).isEqualTo("/callback/mas/" + Simulator.TOKEN + "/uplinks");
        assertThat(uplink.body().propertyNames()).containsExactly("mobile", "smsContent", "sendTime", "addSerial");
        assertThat(uplink.field("smsContent")).isEqualTo("TD");
        assertThat(uplink.field("addSerial")).isEqualTo("10650000123488");
        assertThat(uplink.field("sendTime")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    void aPhoneThatNeverGotAText_sendsToTheServiceCode_andNotToAnybodyElse() {
        assertThat(simulator
                        .post("/phones/" + number + "/messages", "application/json", "{\"text\":\"退订\"}")
                        .field("to"))
                .isEqualTo("106500001234");
        assertThat(simulator
                        .post(
                                "/phones/" + number + "/messages",
                                "application/json",
                                "{\"text\":\"x\",\"to\":\"10086\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void somebodyWhoWaitsAtAPhone_getsTheCodeWhenItComes() throws Exception {
        simulator.submit(simulator.text(number, "旧验证码 111111"));
        String after = simulator.get("/phones/" + number + "/inbox").field("lastSeq");
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> simulator.get("/phones/" + number
                + "/inbox/latest?containing=%E9%AA%8C%E8%AF%81%E7%A0%81&waitMillis=30000&after=" + after));
        simulator.submit(simulator.text(number, "别的"));
        simulator.submit(simulator.text(number, "新验证码 222222"));
        Answer got = waiting.get(20, TimeUnit.SECONDS);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.field("text")).isEqualTo("【家校】新验证码 222222");

        assertThat(simulator
                        .get("/phones/" + number + "/inbox/latest?containing=nothing&waitMillis=50")
                        .status())
                .isEqualTo(204);
        String time = got.field("time");
        assertThat(simulator
                        .get("/phones/" + number + "/inbox?since=" + time)
                        .json()
                        .get("messages")
                        .size())
                .isEqualTo(1);
        assertThat(simulator
                        .get("/phones/" + number + "/inbox?limit=2")
                        .json()
                        .get("messages")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void clearedPhonesAndJournal_areEmpty() {
        simulator.submit(simulator.text(number, "x"));
        assertThat(simulator.delete("/phones").status()).isEqualTo(204);
        assertThat(simulator.delete("/journal").status()).isEqualTo(204);
        assertThat(simulator.inbox(number).size()).isZero();
        assertThat(simulator.journal(number).size()).isZero();
    }

    @Test
    void whatWasPushed_isInTheJournalToo_butOnlyForWhoAsks() {
        simulator.submit(simulator.text(number, "x"));
        await().until(() -> reportOutcomes().has("ACKNOWLEDGED"));
        assertThat(simulator.journal(number).size()).isEqualTo(1);
        JsonNode pushed = simulator
                .get("/journal?direction=PUSHED&kind=report&number=" + number)
                .json()
                .get("entries");
        assertThat(pushed.size()).isEqualTo(1);
        assertThat(pushed.get(0).get("decoded").get("mobile").stringValue()).isEqualTo(number);
        assertThat(simulator.get("/journal?direction=ALL&number=" + number).text())
                .doesNotContain(Simulator.TOKEN);
    }
}
