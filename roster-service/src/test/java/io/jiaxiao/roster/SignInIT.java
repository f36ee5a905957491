package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.roster.fixture.School;
import io.jiaxiao.testkit.together.Together;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Signing in by code, as the app does it. */
class SignInIT extends RosterTest {

    @Test
    void aNumberNobodyKnows_signsInAndIsAParentWithoutChildrenWhoHasNotConsented() {
        Phone phone = aPhone();
        Answer asked = phone.ask().expect(202);
        assertThat(asked.json().required("codeLength").asInt()).isEqualTo(6);
        assertThat(asked.json().required("expiresInSeconds").asInt()).isEqualTo(300);
        assertThat(asked.json().required("resendAfterSeconds").asInt()).isBetween(1, 60);

        Answer tokens = phone.show(phone.code()).expect(200);
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        assertThat(tokens.json().required("expires_in").asInt()).isBetween(1799, 1800);

        Answer me = http().get("/api/v1/me", tokens.text("access_token")).expect(200);
        assertThat(me.text("mobile"))
                .isEqualTo(
                        phone.mobile().substring(0, 3) + "****" + phone.mobile().substring(7));
        assertThat(me.json().required("roles").toString()).isEqualTo("[\"PARENT\"]");
        assertThat(me.json().required("children").size()).isZero();
        assertThat(me.json().required("consent").required("given").asBoolean()).isFalse();
        assertThat(me.json().has("name")).isFalse();
    }

    @Test
    void aGuardianFromAFile_findsTheChildrenWithSchoolGradeAndClass() {
        String mobile = Phone.inventedMobile();
        School school = School.aSchool()
                .child("1班", "S1", "云岫小满", mobile)
                .child("2班", "S2", "云岫知秋", mobile)
                .loadedBy(Control.signIn(http()));

        JsonNode me = http().get("/api/v1/me", aPhone(mobile).signIn().access())
                .expect(200)
                .json();

        assertThat(me.required("name").asString()).isEqualTo("测试母亲");
        assertThat(me.required("children").valueStream())
                .extracting(child -> child.required("name").asString() + " "
                        + child.required("school").required("name").asString() + " "
                        + child.required("grade").required("name").asString() + " "
                        + child.required("schoolClass").required("name").asString())
                .containsExactly("云岫小满 " + school.name() + " 一年级 1班", "云岫知秋 " + school.name() + " 一年级 2班");
    }

    @Test
    void whoeverHasAnAccount_signsInToTheSameOneAgain() {
        Phone phone = aPhone();
        String first = idOf(phone.signIn().access());
        jdbc.update("UPDATE sign_in_code SET created_at = created_at - INTERVAL 2 MINUTE");
        assertThat(idOf(phone.signIn().access())).isEqualTo(first);
    }

    @Test
    void theAnswerIsTheSame_whetherTheNumberIsKnownOrNot() {
        Phone known = aPhone();
        known.signIn();
        jdbc.update("UPDATE sign_in_code SET created_at = created_at - INTERVAL 2 MINUTE");
        Answer knownAnswer = known.ask().expect(202);
        Answer unknownAnswer = aPhone().ask().expect(202);
        assertThat(knownAnswer.body()).isEqualTo(unknownAnswer.body());
    }

    @Test
    void fiveWrongTries_killTheCode() {
        Phone phone = aPhone();
        phone.ask().expect(202);
        String code = phone.code();
        for (int i = 0; i < 5; i++) {
            assertThat(phone.show(Phone.wrong(code)).expect(400).text("error")).isEqualTo("invalid_grant");
        }
        Answer right = phone.show(code).expect(400);
        assertThat(right.text("error")).isEqualTo("invalid_grant");
        assertThat(right.text("error_description")).contains("验证码");
    }

    @Test
    void fourWrongTries_stillLetTheRightCodeIn() {
        Phone phone = aPhone();
        phone.ask().expect(202);
        String code = phone.code();
        for (int i = 0; i < 4; i++) {
            phone.show(Phone.wrong(code)).expect(400);
        }
        phone.show(code).expect(200);
    }

    @Test
    void manyWrongTriesAtOnce_areAllCounted() {
        Phone phone = aPhone();
        phone.ask().expect(202);
        String code = phone.code();
        Together.atOnce(5, _ -> phone.show(Phone.wrong(code)).expect(400));
        phone.show(code).expect(400);
    }

    @Test
    void aCode_isGoodOnce() {
        Phone phone = aPhone();
        phone.ask().expect(202);
        phone.show(phone.code()).expect(200);
        phone.show(phone.code()).expect(400);
    }

    @Test
    void theRightCodeFromEightThreadsAtOnce_letsExactlyOneIn() {
        Phone phone = aPhone();
        phone.ask().expect(202);
        String code = phone.code();
        List<Integer> statuses = Together.atOnce(8, _ -> phone.show(code).status());
        assertThat(statuses).containsOnlyOnce(200).contains(400).allMatch(status -> status == 200 || status == 400);
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM person p JOIN token_family f ON f.person_id = p.id WHERE p.mobile_index ="
                                + " (SELECT mobile_index FROM sign_in_code WHERE code_hash IS NOT NULL"
                                + " AND state = 'USED' ORDER BY ended_at DESC, id DESC LIMIT 1)",
                        Integer.class))
                .isEqualTo(1);
    }

    @Test
    void onlyTheNewestCodeOfANumber_isGood() {
        Phone phone = aPhone();
        phone.ask().expect(202);
        String first = phone.code();
        jdbc.update("UPDATE sign_in_code SET created_at = created_at - INTERVAL 2 MINUTE");
        phone.ask().expect(202);
        String second = phone.code();
        if (!first.equals(second)) {
            phone.show(first).expect(400);
        }
        phone.show(second).expect(200);
    }

    @Test
    void aCodeOfAnotherNumber_isWrong() {
        Phone one = aPhone();
        Phone other = aPhone();
        one.ask().expect(202);
        other.ask().expect(202);
        if (!one.code().equals(other.code())) {
            one.show(other.code()).expect(400);
        }
        one.show(one.code()).expect(200);
    }

    @Test
    void aClosedAccount_isToldSoOnlyWithTheRightCode() {
        Phone phone = aPhone();
        String id = idOf(phone.signIn().access());
        jdbc.update("UPDATE person SET active = FALSE WHERE id = ?", Long.valueOf(id));
        jdbc.update("UPDATE sign_in_code SET created_at = created_at - INTERVAL 2 MINUTE");
        phone.ask().expect(202);
        assertThat(phone.show(Phone.wrong(phone.code())).expect(400).text("error_description"))
                .contains("验证码");
        assertThat(phone.show(phone.code()).expect(400).text("error_description"))
                .contains("停用");
    }

    @Test
    void anotherClient_cannotUseTheGrant() {
        Phone phone = aPhone();
        phone.ask().expect(202);
        Map<String, String> form = phone.signInForm(phone.code());
        form.put("client_id", "jiaxiao-console");
        assertThat(http().form("/auth/token", form).expect(400).text("error")).isEqualTo("unauthorized_client");
        form.put("client_id", "somebody");
        assertThat(http().form("/auth/token", form).expect(401).text("error")).isEqualTo("invalid_client");
        phone.show(phone.code()).expect(200);
    }

    private String idOf(String token) {
        return http().get("/api/v1/me", token).expect(200).text("id");
    }
}
