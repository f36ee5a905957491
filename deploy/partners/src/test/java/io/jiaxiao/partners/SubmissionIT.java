package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.partners.Simulator.Answer;
import io.jiaxiao.partners.mas.Submission;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SubmissionIT extends SimulatorFixture {

    @Test
    void anAcceptedText_reachesThePhoneWithItsSignature_andIsReportedOnce() {
        String number = aNumber();
        Answer answer = simulator.submit(simulator.text(number, "你好，世界").with("addSerial", "77"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("rspcod")).isEqualTo("success");
        assertThat(answer.json().get("success").booleanValue()).isTrue();
        String msgGroup = answer.field("msgGroup");
        assertThat(msgGroup).matches("\\d{22}");

        JsonNode inbox = simulator.inbox(number);
        assertThat(inbox.size()).isEqualTo(1);
        assertThat(inbox.get(0).get("text").stringValue()).isEqualTo("【家校】你好，世界");
        assertThat(inbox.get(0).get("from").stringValue()).isEqualTo("10650000123477");

        await().until(() -> !platform.callsAbout(number).isEmpty());
        Platform.Call report = platform.callsAbout(number).getFirst();
        assertThat(report.path()).isEqualTo("/callback/mas/" + Simulator.TOKEN + "/reports");
        assertThat(report.contentType()).startsWith("application/json");
        assertThat(report.body().propertyNames())
                .containsExactly("reportStatus", "mobile", "submitDate", "receiveDate", "errorCode", "msgGroup");
        assertThat(report.field("reportStatus")).isEqualTo("DELIVRD");
        assertThat(report.field("errorCode")).isEqualTo("CM:0000");
        assertThat(report.field("msgGroup")).isEqualTo(msgGroup);
        assertThat(report.field("submitDate")).matches("20\\d{12}");
        assertThat(report.field("receiveDate")).isGreaterThanOrEqualTo(report.field("submitDate"));
    }

    @Test
    void aRefusal_hasNoMsgGroup_andNothingReachesThePhone() {
        String number = aNumber();
        Answer answer = simulator.submit(simulator.text(number, "x").mac("wrong"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"msgGroup\":\"\",\"rspcod\":\"IllegalMac\",\"success\":false}");
        assertThat(simulator.inbox(number).size()).isZero();
        assertThat(simulator.summary(number).get("messages").intValue()).isZero();
        assertThat(simulator.journal(number).get(0).get("outcome").stringValue())
                .isEqualTo("IllegalMac");
    }

    @Test
    void theContentType_meansNothing() {
        for (String type : List.of(
                "text/plain",
                "application/json;charset=UTF-8",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "nonsense")) {
            // A text that makes + and / and = likely in the Base64, which a form parser would change.
            Submission submission = simulator.text(aNumber(), "？？>>>>~~~~ÿÿ");
            assertThat(simulator
                            .post(submission.path(), type, submission.body())
                            .field("rspcod"))
                    .as(type)
                    .isEqualTo("success");
        }
        Submission submission = simulator.text(aNumber(), "x");
        assertThat(simulator
                        .send(simulator.request(submission.path()).POST(BodyPublishers.ofString(submission.body())))
                        .field("rspcod"))
                .isEqualTo("success");
    }

    @Test
    void anythingAroundTheBase64_isInvalidMessage() {
        Submission submission = simulator.text(aNumber(), "x");
        for (String body : List.of(
                "data=" + submission.body(), submission.body() + "\n", "{\"a\":1}", "", "x".repeat(5_000_000))) {
            assertThat(simulator.post(submission.path(), "text/plain", body).field("rspcod"))
                    .isEqualTo("InvalidMessage");
        }
    }

    @Test
    void fiveThousandNumbers_areEachReportedOnce_andOneMoreIsRefused() {
        List<String> numbers =
                Stream.generate(SimulatorFixture::aNumber).limit(5000).toList();
        String joined = String.join(",", numbers);
        assertThat(simulator
                        .submit(simulator.text(joined + "," + aNumber(), "x"))
                        .field("rspcod"))
                .isEqualTo("TooManyMobiles");

        Answer answer = simulator.submit(simulator.text(joined, "群发"));
        assertThat(answer.field("rspcod")).isEqualTo("success");
        String msgGroup = answer.field("msgGroup");
        await().atMost(Duration.ofSeconds(60)).until(() -> reportsOf(msgGroup).size() >= 5000);
        assertThat(reportsOf(msgGroup).stream().map(call -> call.field("mobile")))
                .containsExactlyInAnyOrderElementsOf(numbers);
    }

    private static List<Platform.Call> reportsOf(String msgGroup) {
        return platform.calls().stream()
                .filter(call ->
                        call.body().has("msgGroup") && call.field("msgGroup").equals(msgGroup))
                .toList();
    }

    @Test
    void manyToMany_bringsEachPhoneItsOwnText() {
        List<String> numbers =
                Stream.generate(SimulatorFixture::aNumber).limit(3).toList();
        String content = numbers.stream()
                .map(number -> "\"" + number + "\":\"给" + number + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        assertThat(simulator.submit(simulator.text("", content)).field("rspcod"))
                .isEqualTo("success");
        for (String number : numbers) {
            assertThat(simulator.inbox(number).get(0).get("text").stringValue()).isEqualTo("【家校】给" + number);
            await().until(() -> platform.callsAbout(number).size() == 1);
        }
    }

    @Test
    void aTemplate_arrivesFilledIn() {
        String number = aNumber();
        Submission submission = Submission.template(Simulator.SECRET)
                .with("templateId", "jxcode")
                .with("params", "[\"482913\",\"5\"]")
                .mobiles(number);
        assertThat(simulator.submit(submission).field("rspcod")).isEqualTo("success");
        assertThat(simulator.inbox(number).get(0).get("text").stringValue())
                .isEqualTo("【家校】您的验证码是482913，5分钟内有效，请勿告诉他人。");
        assertThat(simulator.submit(submission.with("params", "[\"482913\"]")).field("rspcod"))
                .isEqualTo("ParamsAndTemplateDoesNotMatch");
        assertThat(simulator.submit(submission.with("templateId", "nosuch")).field("rspcod"))
                .isEqualTo("IllegalTemplateId");
    }

    @Test
    void theJournal_showsRawAndDecoded_andCountsEachText() {
        String number = aNumber();
        Submission submission = simulator.text(number, "一次");
        String msgGroup = simulator.submit(submission).field("msgGroup");
        simulator.submit(simulator.text(number, "两次"));
        simulator.submit(simulator.text(number, "两次"));

        JsonNode first = simulator.journal(number).get(0);
        assertThat(first.get("kind").stringValue()).isEqualTo("norsubmit");
        assertThat(first.get("raw").stringValue()).isEqualTo(submission.body());
        assertThat(first.get("decoded").get("content").stringValue()).isEqualTo("一次");
        assertThat(first.get("outcome").stringValue()).isEqualTo("success");
        assertThat(first.get("reference").stringValue()).isEqualTo(msgGroup);
        assertThat(first.get("numbers").get(0).stringValue()).isEqualTo(number);
        assertThat(simulator.journal(number).get(2).get("seq").longValue())
                .isGreaterThan(first.get("seq").longValue());

        JsonNode summary = simulator.summary(number);
        assertThat(summary.get("messages").intValue()).isEqualTo(3);
        assertThat(summary.get("texts").get(0).get("count").intValue()).isEqualTo(1);
        assertThat(summary.get("repeats").size()).isEqualTo(1);
        assertThat(summary.get("repeats").get(0).get("text").stringValue()).isEqualTo("两次");
        assertThat(summary.get("complete").booleanValue()).isTrue();
    }
}
