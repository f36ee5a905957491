package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.Forged;
import io.jiaxiao.roster.fixture.Phone.Tokens;
import io.jiaxiao.roster.fixture.RosterTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to come with a token that is not good. */
class TokenAttackIT extends RosterTest {

    private static final String ME = "/api/v1/me";
    private static final String SCHOOLS = "/admin/v1/roster/schools";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ME,
                "/api/v1/children/1",
                "/api/v1/classes/1/students",
                SCHOOLS,
                SCHOOLS + "/1/classes",
                "/admin/v1/roster/people?mobile=19900000000",
                "/admin/v1/roster/audit",
                "/admin/v1/roster/imports/1",
                "/internal/anything",
                "/open/v1/anything",
                "/nothing/here"
            })
    void withoutAToken_everyPathIsClosed(String path) {
        refused(http().get(path, null), 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/consents", "/api/v1/sign-out", "/admin/v1/roster/people/1/unmask"})
    void withoutAToken_nothingCanBePosted(String path) {
        refused(http().post(path, Map.of(), null), 401);
    }

    @Test
    void anExpiredToken_isRefused() {
        var claims = Forged.claims(somebody(), "jiaxiao-api", "PARENT")
                .expirationTime(Date.from(Instant.now().minus(Duration.ofMinutes(1))));
        refused(http().get(ME, Forged.signed(claims)), 401);
    }

    @Test
    void aTokenNotGoodYet_isRefused() {
        var claims = Forged.claims(somebody(), "jiaxiao-api", "PARENT")
                .notBeforeTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
        refused(http().get(ME, Forged.signed(claims)), 401);
    }

    @Test
    void aTokenFromAnotherIssuer_isRefused() {
        refused(
                http().get(
                                ME,
                                Forged.signed(Forged.claims(somebody(), "jiaxiao-api", "PARENT")
                                        .issuer("evil"))),
                401);
    }

    @Test
    void aTokenForNobodyHere_isRefused() {
        refused(http().get(ME, Forged.signed(Forged.claims(somebody(), "elsewhere", "PARENT"))), 401);
    }

    @Test
    void aTokenForAnotherService_isRefused() {
        refused(http().get(ME, Forged.signed(Forged.claims("gateway", "message-service"))), 401);
    }

    @Test
    void aServicesTokenForUs_opensNoUsersPath() {
        String token = Forged.signed(Forged.claims("message-service", "roster-service"));
        refused(http().get(ME, token), 403);
        refused(http().get(SCHOOLS, token), 403);
    }

    @Test
    void aProductLinesToken_opensNoUsersPath() {
        String token = http().form(
                        "/auth/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                "aixue",
                                "client_secret",
                                Control.secret("aixue")))
                .expect(200)
                .text("access_token");
        refused(http().get(ME, token), 403);
        refused(http().get(SCHOOLS, token), 403);
    }

    @Test
    void anUnsignedToken_isRefused() {
        refused(http().get(ME, Forged.unsigned(Forged.claims(somebody(), "jiaxiao-api", "OPERATOR"))), 401);
    }

    @Test
    void aTokenSignedByAStranger_isRefused() {
        refused(http().get(ME, Forged.signedByAStranger(Forged.claims(somebody(), "jiaxiao-api", "OPERATOR"))), 401);
    }

    @Test
    void aChangedToken_isRefused() {
        Tokens tokens = aPhone().signIn();
        http().get(ME, tokens.access()).expect(200);
        refused(http().get(ME, Forged.tampered(tokens.access(), somebody())), 401);
    }

    @Test
    void aRefreshToken_isNoAccessToken() {
        refused(http().get(ME, aPhone().signIn().refresh()), 401);
    }

    @Test
    void garbage_isRefused() {
        refused(http().get(ME, "garbage"), 401);
        refused(http().get(ME, "a.b.c"), 401);
    }

    @Test
    void headersThatClaimAnIdentity_areIgnored() {
        Tokens mine = aPhone().signIn();
        String other = somebody();
        Answer claimed = http().send(http().request(ME, mine.access())
                .headers("X-User-Id", other, "X-User-Roles", "OPERATOR", "X-User", other, "X-Roles", "OPERATOR")
                .GET()
                .build());
        assertThat(claimed.expect(200).text("id"))
                .isEqualTo(Forged.read(mine.access()).getSubject());
        refused(
                http().send(http().request(ME, null)
                        .headers("X-User-Id", other, "X-User-Roles", "OPERATOR")
                        .GET()
                        .build()),
                401);
        refused(
                http().send(http().request(SCHOOLS, mine.access())
                        .headers("X-User-Roles", "OPERATOR")
                        .GET()
                        .build()),
                403);
    }

    @Test
    void aRoleInTheTokenAlone_givesAnOperatorNoScope() {
        String parent = somebody();
        refused(http().get(SCHOOLS, Forged.signed(Forged.claims(parent, "jiaxiao-api", "OPERATOR"))), 403);
    }

    @Test
    void somebodyWhoIsNobody_isRefused() {
        refused(http().get(ME, Forged.signed(Forged.claims("1", "jiaxiao-api", "PARENT"))), 403);
        refused(http().get(ME, Forged.signed(Forged.claims("platform-control", "jiaxiao-api", "OPERATOR"))), 403);
        refused(http().get(ME, Forged.signed(Forged.claims("99999999999999999999", "jiaxiao-api", "PARENT"))), 403);
    }

    @Test
    void onlyTheIssuersPublicKeys_arePublished() {
        Answer keys = http().get("/auth/jwks", null).expect(200);
        assertThat(keys.json().required("keys").size()).isEqualTo(1);
        assertThat(keys.json().required("keys").get(0).propertyNames())
                .contains("kid", "n", "e")
                .doesNotContain("d", "p", "q", "dp", "dq", "qi");
    }

    /** The id of a parent who exists. */
    private String somebody() {
        return Forged.read(aPhone().signIn().access()).getSubject();
    }

    private static void refused(Answer answer, int status) {
        assertThat(answer.expect(status).isProblem()).isTrue();
        assertThat(answer.text("code")).isIn("UNAUTHENTICATED", "FORBIDDEN", "OUT_OF_SCOPE");
    }
}
