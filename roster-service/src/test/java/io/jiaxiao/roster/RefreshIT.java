package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Forged;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.Phone.Tokens;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.testkit.together.Together;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Refresh tokens: exchanged once, watched, and ended together. */
class RefreshIT extends RosterTest {

    @Test
    void aRefreshTokenIsExchanged_forNewTokensOfTheSamePersonAndSession() {
        Phone phone = aPhone();
        Tokens first = phone.signIn();
        Tokens second = Tokens.of(phone.refresh(first.refresh()).expect(200));
        assertThat(second.refresh()).isNotEqualTo(first.refresh());
        assertThat(Forged.read(second.access()).getSubject())
                .isEqualTo(Forged.read(first.access()).getSubject());
        assertThat(Forged.read(second.access()).getClaim("sid"))
                .isEqualTo(Forged.read(first.access()).getClaim("sid"));
        http().get("/api/v1/me", second.access()).expect(200);
    }

    @Test
    void aTokenShownAgain_endsTheWholeFamilyAndLeavesAnAuditRow() {
        Phone phone = aPhone();
        Tokens first = phone.signIn();
        Tokens second = Tokens.of(phone.refresh(first.refresh()).expect(200));
        afterTheGrace(first);

        assertThat(phone.refresh(first.refresh()).expect(400).text("error")).isEqualTo("invalid_grant");
        assertThat(phone.refresh(second.refresh()).expect(400).text("error")).isEqualTo("invalid_grant");

        assertThat(jdbc.queryForList(
                        "SELECT reason FROM audit_log WHERE action = 'REFRESH_TOKEN_MISUSED' AND subject_id = ?",
                        String.class,
                        session(first)))
                .containsExactly("REUSED");
    }

    @Test
    void theSameDeviceRightAfterTheExchange_getsTheSameNewTokenAgain() {
        Phone phone = aPhone();
        Tokens first = phone.signIn();
        Tokens lost = Tokens.of(phone.refresh(first.refresh()).expect(200));
        Tokens again = Tokens.of(phone.refresh(first.refresh()).expect(200));
        assertThat(again.refresh()).isEqualTo(lost.refresh());
        phone.refresh(again.refresh()).expect(200);
    }

    @Test
    void onceTheNewTokenWasUsed_theOldOneEndsTheFamilyEvenRightAway() {
        Phone phone = aPhone();
        Tokens first = phone.signIn();
        Tokens second = Tokens.of(phone.refresh(first.refresh()).expect(200));
        Tokens third = Tokens.of(phone.refresh(second.refresh()).expect(200));
        phone.refresh(first.refresh()).expect(400);
        phone.refresh(third.refresh()).expect(400);
    }

    @Test
    void eightExchangesAtOnce_endInOneNewTokenForAll() {
        Phone phone = aPhone();
        Tokens first = phone.signIn();
        List<String> refreshed = Together.atOnce(
                8, _ -> Tokens.of(phone.refresh(first.refresh()).expect(200)).refresh());
        assertThat(new HashSet<>(refreshed)).hasSize(1);
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM refresh_token WHERE family_id = ?",
                        Integer.class,
                        Long.valueOf(session(first))))
                .isEqualTo(2);
    }

    @Test
    void anotherDevice_endsTheFamily() {
        Phone phone = aPhone();
        Tokens tokens = phone.signIn();
        phone.otherDevice().refresh(tokens.refresh()).expect(400);
        phone.refresh(tokens.refresh()).expect(400);
    }

    @Test
    void anotherClient_isRefused() {
        Phone phone = aPhone();
        Tokens tokens = phone.signIn();
        Answer refused = http().form(
                        "/auth/token",
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "client_id",
                                "jiaxiao-console",
                                "refresh_token",
                                tokens.refresh(),
                                "device_id",
                                phone.device()));
        assertThat(refused.expect(400).text("error")).isEqualTo("unauthorized_client");
        phone.refresh(tokens.refresh()).expect(200);
    }

    @Test
    void signingOut_endsTheSession() {
        Phone phone = aPhone();
        Tokens tokens = phone.signIn();
        http().post("/api/v1/sign-out", Map.of(), tokens.access()).expect(204);
        phone.refresh(tokens.refresh()).expect(400);
        http().post("/api/v1/sign-out", Map.of(), tokens.access()).expect(204);
    }

    @Test
    void signingOutOnOneDevice_leavesTheOtherSignedIn() {
        Phone phone = aPhone();
        Tokens here = phone.signIn();
        jdbc.update("UPDATE sign_in_code SET created_at = created_at - INTERVAL 2 MINUTE");
        Phone tablet = phone.otherDevice();
        Tokens there = tablet.signIn();
        http().post("/api/v1/sign-out", Map.of(), here.access()).expect(204);
        phone.refresh(here.refresh()).expect(400);
        tablet.refresh(there.refresh()).expect(200);
    }

    @Test
    void revokingAnyTokenOfASession_endsIt_andAnUnknownOneIsAnsweredAlike() {
        Phone phone = aPhone();
        Tokens first = phone.signIn();
        Tokens second = Tokens.of(phone.refresh(first.refresh()).expect(200));
        revoke(first.refresh()).expect(200);
        phone.refresh(second.refresh()).expect(400);
        revoke("never-heard-of").expect(200);
    }

    @Test
    void aClosedAccount_getsNoNewTokens() {
        Phone phone = aPhone();
        Tokens tokens = phone.signIn();
        jdbc.update(
                "UPDATE person SET active = FALSE WHERE id = ?",
                Long.valueOf(Forged.read(tokens.access()).getSubject()));
        phone.refresh(tokens.refresh()).expect(400);
        http().get("/api/v1/me", tokens.access()).expect(403);
    }

    @Test
    void aRoleGrantedMeanwhile_isInTheNextToken() {
        Phone phone = aPhone();
        Tokens first = phone.signIn();
        String person = Forged.read(first.access()).getSubject();
        jdbc.update(
                "INSERT INTO role_grant (id, person_id, role, unit_id, granted_at) VALUES (?, ?, 'TEACHER', 1, NOW(3))",
                -Long.parseLong(person),
                Long.valueOf(person));
        Tokens second = Tokens.of(phone.refresh(first.refresh()).expect(200));
        assertThat((List<?>) Forged.read(second.access()).getClaim("roles")).isEqualTo(List.of("TEACHER", "PARENT"));
    }

    private Answer revoke(String token) {
        return http().form("/auth/revoke", Map.of("client_id", Phone.CLIENT, "token", token));
    }

    private void afterTheGrace(Tokens tokens) {
        jdbc.update(
                "UPDATE refresh_token SET rotated_at = rotated_at - INTERVAL 11 SECOND WHERE family_id = ?",
                Long.valueOf(session(tokens)));
    }

    private static String session(Tokens tokens) {
        return String.valueOf(Forged.read(tokens.access()).getClaim("sid"));
    }
}
