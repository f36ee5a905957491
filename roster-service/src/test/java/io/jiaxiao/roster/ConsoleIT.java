package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Browser;
import io.jiaxiao.roster.fixture.Console;
import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.Forged;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.roster.fixture.School;
import io.jiaxiao.testkit.together.Together;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operators sign in with a password, in a browser, and the console gets a token by authorization code and PKCE. */
class ConsoleIT extends RosterTest {

    @AfterEach
    void unlock() {
        jdbc.update("UPDATE operator_account SET failed_tries = 0, locked_until = NULL");
    }

    @Test
    void anOperatorSignsIn_andSeesAllSchools() {
        Console console = aConsole();
        assertThat(Browser.target(console.open())).endsWith("/auth/login");
        String code = console.signIn();
        Answer tokens = console.exchange(code, Console.VERIFIER).expect(200);
        JWTClaimsSet claims = Forged.read(tokens.text("access_token"));
        assertThat(claims.getClaim("roles")).isEqualTo(List.of("OPERATOR"));
        assertThat(claims.getAudience()).containsExactly("jiaxiao-api");
        assertThat(tokens.json().has("refresh_token")).isFalse();
        http().get("/admin/v1/roster/schools", tokens.text("access_token")).expect(200);
    }

    @Test
    void whileTheBrowserSessionLives_theConsoleGetsItsNextTokenWithoutThePassword() {
        Console console = aConsole();
        console.signIn();
        console.exchange(Console.code(console.open()), Console.VERIFIER).expect(200);
    }

    @Test
    void signingOut_endsTheBrowserSession() {
        Console console = aConsole();
        String token =
                console.exchange(console.signIn(), Console.VERIFIER).expect(200).text("access_token");
        http().post("/api/v1/sign-out", Map.of(), token).expect(204);
        assertThat(Browser.target(console.open())).endsWith("/auth/login");
    }

    @Test
    void aWrongPasswordAndAnUnknownName_getTheSameAnswer() {
        assertThat(Browser.target(aConsole().giveThePassword("operator", "guess")))
                .endsWith("/auth/login?error");
        assertThat(Browser.target(aConsole().giveThePassword("nobody", "guess")))
                .endsWith("/auth/login?error");
        Console console = aConsole();
        console.giveThePassword("operator", "guess");
        assertThat(Browser.target(console.open())).endsWith("/auth/login");
    }

    @Test
    void fiveWrongPasswords_lockTheAccount() {
        for (int i = 0; i < 5; i++) {
            aConsole().giveThePassword("operator", "guess");
        }
        assertThat(Browser.target(aConsole().giveThePassword("operator", Console.password())))
                .endsWith("/auth/login?error");
        jdbc.update("UPDATE operator_account SET locked_until = locked_until - INTERVAL 16 MINUTE");
        aConsole().signIn();
    }

    @Test
    void aCode_isGoodOnce_alsoForEightAtOnce() {
        Console console = aConsole();
        String code = console.signIn();
        List<Integer> statuses =
                Together.atOnce(8, _ -> console.exchange(code, Console.VERIFIER).status());
        assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 400);
        assertThat(console.exchange(code, Console.VERIFIER).expect(400).text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aStolenCode_isWorthNothingWithoutTheVerifier() {
        Console console = aConsole();
        String code = console.signIn();
        assertThat(console.exchange(code, Console.VERIFIER + "x").expect(400).text("error"))
                .isEqualTo("invalid_grant");
        console.exchange("made-up", Console.VERIFIER).expect(400);
    }

    @Test
    void withoutPkce_orToAnotherAddress_thereIsNoCode() {
        Console console = aConsole();
        console.signIn();
        String base = http().base() + "/auth/authorize?response_type=code&client_id=jiaxiao-console&scope=api";
        Answer withoutPkce = console.browser().get(base + "&redirect_uri=" + Console.REDIRECT);
        assertThat(Browser.target(withoutPkce))
                .contains("error=invalid_request")
                .doesNotContain("code=");
        Answer elsewhere = console.browser()
                .get(base + "&redirect_uri=http://evil.example/&code_challenge_method=S256&code_challenge="
                        + "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(elsewhere.isProblem()).isTrue();
    }

    @Test
    void aFormWithoutItsToken_isRefused() {
        Console console = aConsole();
        console.open();
        Answer refused = console.browser()
                .submit(http().base() + "/auth/login", Map.of("username", "operator", "password", Console.password()));
        assertThat(refused.expect(403).text("code")).isEqualTo("PAGE_EXPIRED");
    }

    @Test
    void theTableOfSessions_doesNotHoldWhatTheCookieSays() {
        Console console = aConsole();
        console.signIn();
        String cookie = console.browser().cookies().getFirst().getValue();
        List<String> ids = jdbc.queryForList("SELECT SESSION_ID FROM console_session", String.class);
        assertThat(ids).isNotEmpty().doesNotContain(cookie);

        String id = ids.getLast();
        Console thief = aConsole();
        thief.open();
        thief.browser().forge("JXSESSION", id);
        assertThat(Browser.target(thief.open())).endsWith("/auth/login");
    }

    @Test
    void otherPathsBelowAuth_areNotThere() {
        for (String path : List.of("/auth/introspect", "/auth/userinfo", "/auth/nothing", "/auth/logout")) {
            assertThat(http().get(path, null).expect(404).isProblem()).isTrue();
        }
    }

    @Test
    void anOperatorOfASchool_isNoOperatorToOtherServices_andReachesTheRosterOnly() {
        Phone.Tokens person = aPhone().signIn();
        School school = School.aSchool().loadedBy(Control.signIn(http()));
        String username = hired(person, school.code());
        Console console = aConsole();
        String token = console.exchange(console.signIn(username), Console.VERIFIER)
                .expect(200)
                .text("access_token");
        assertThat(Forged.read(token).getClaim("roles"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrder("PARENT", "SCHOOL_OPERATOR");
        assertThat(http().get("/admin/v1/roster/schools", token)
                        .expect(200)
                        .json()
                        .required("total")
                        .asInt())
                .isEqualTo(1);
        http().get("/admin/v1/parked-events/roster-service", token).expect(403);
        http().get("/admin/v1/roster/audit", token).expect(403);
    }

    @Test
    void theParentsApp_getsNoOperatorsRole() {
        Phone phone = aPhone();
        Phone.Tokens before = phone.signIn();
        hired(before, null);
        Phone.Tokens after = Phone.Tokens.of(phone.refresh(before.refresh()).expect(200));
        assertThat(Forged.read(after.access()).getClaim("roles")).isEqualTo(List.of("PARENT"));
    }

    @Test
    void anOperatorWhoseAccountIsClosed_doesNotGoOnWithTheBrowserSession() {
        Phone.Tokens person = aPhone().signIn();
        String username = hired(person, null);
        Console console = aConsole();
        String token = console.exchange(console.signIn(username), Console.VERIFIER)
                .expect(200)
                .text("access_token");
        http().get("/admin/v1/roster/schools", token).expect(200);
        jdbc.update("UPDATE person SET active = FALSE WHERE id = ?", id(person));
        assertThat(http().get("/admin/v1/roster/schools", token).expect(403).text("code"))
                .isEqualTo("OUT_OF_SCOPE");
        Answer next = console.exchange(Console.code(console.open()), Console.VERIFIER);
        assertThat(next.expect(400).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void fourWrongPasswords_lockNobodyOut() {
        String username = hired(aPhone().signIn(), null);
        for (int i = 0; i < 4; i++) {
            aConsole().giveThePassword(username, "guess");
        }
        aConsole().signIn(username);
    }

    @Test
    void aFloodOfPasswords_isTurnedAwayInsteadOfKeepingTheProcessors() {
        List<Answer> answers = Together.atOnce(40, _ -> aConsole().giveThePassword("nobody", "guess"));
        assertThat(answers).extracting(Answer::status).containsOnly(302, 503);
        assertThat(answers).filteredOn(answer -> answer.status() == 503).allSatisfy(answer -> {
            assertThat(answer.text("code")).isEqualTo("SIGN_IN_BUSY");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        });
        aConsole().signIn();
    }

    /** Makes a person an operator with the password of the first one. @return the username */
    private String hired(Phone.Tokens person, @Nullable String school) {
        long id = id(person);
        jdbc.update(
                "INSERT INTO role_grant (id, person_id, role, unit_id, granted_at)"
                        + " SELECT ?, ?, 'OPERATOR', u.id, NOW(3) FROM org_unit u WHERE "
                        + (school == null ? "u.id = 1" : "u.code = '" + school + "'"),
                -id,
                id);
        jdbc.update(
                "INSERT INTO operator_account (person_id, username, password_hash, changed_at)"
                        + " SELECT ?, ?, password_hash, NOW(3) FROM operator_account WHERE username = 'operator'",
                id,
                "operator" + id);
        return "operator" + id;
    }

    private static long id(Phone.Tokens person) {
        return Long.parseLong(Forged.read(person.access()).getSubject());
    }
}
