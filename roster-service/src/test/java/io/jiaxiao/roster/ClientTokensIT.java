package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.Forged;
import io.jiaxiao.roster.fixture.RosterTest;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of those who act for themselves: services, product lines, the control program. */
class ClientTokensIT extends RosterTest {

    @ParameterizedTest
    @CsvSource({"gateway,roster-service", "gateway,message-service", "message-service,roster-service"})
    void aServiceGetsATokenForOneNeighbour(String client, String target) {
        Answer answer = ask(client, "internal:" + target).expect(200);
        JWTClaimsSet claims = Forged.read(answer.text("access_token"));
        assertThat(claims.getAudience()).containsExactly(target);
        assertThat(claims.getSubject()).isEqualTo(client);
        assertThat(claims.getIssuer()).isEqualTo("jiaxiao");
        assertThat(claims.getClaim("roles")).isNull();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(answer.json().has("refresh_token")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal:message-service", "internal:gateway", "api", "operator:import", "line:aixue"})
    void aServiceGetsNoTokenForWhatItHasNoBusinessWith(String scope) {
        assertThat(ask("message-service", scope).expect(400).text("error")).isEqualTo("invalid_scope");
    }

    @Test
    void aServiceHasToSayForWhomTheTokenIs_andForOneOnly() {
        assertThat(ask("gateway", "").expect(400).text("error")).isEqualTo("invalid_scope");
        assertThat(ask("gateway", "internal:roster-service internal:message-service")
                        .expect(400)
                        .text("error"))
                .isEqualTo("invalid_scope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xiaoxuntong", "shuzhijiaxiao", "dingzhihua", "zhongxiangyuedu", "aixue"})
    void aProductLineGetsATokenForTheOpenPathsWithItsOwnScope(String line) {
        JWTClaimsSet claims = Forged.read(ask(line, "").expect(200).text("access_token"));
        assertThat(claims.getAudience()).containsExactly("jiaxiao-open");
        assertThat(claims.getClaim("scope")).isEqualTo(List.of("line:" + line));
        String other = line.equals("aixue") ? "xiaoxuntong" : "aixue";
        ask(line, "line:" + other).expect(400);
    }

    @Test
    void theControlProgramGetsAnOperatorsToken() {
        JWTClaimsSet claims =
                Forged.read(ask("platform-control", "").expect(200).text("access_token"));
        assertThat(claims.getAudience()).containsExactly("jiaxiao-api");
        assertThat(claims.getClaim("roles")).isEqualTo(List.of("OPERATOR"));
        assertThat(claims.getClaim("scope")).isEqualTo(List.of("operator:import"));
    }

    @Test
    void aWrongSecret_isRefusedInOauthsWords() {
        Answer refused = http().form(
                        "/auth/token",
                        Map.of("grant_type", "client_credentials", "client_id", "gateway", "client_secret", "guess"));
        assertThat(refused.expect(401).text("error")).isEqualTo("invalid_client");
        assertThat(refused.text("error_description")).isNotBlank();
        assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void theSecretMayComeInTheHeader() {
        String basic = Base64.getEncoder().encodeToString(("gateway:" + Control.secret("gateway")).getBytes());
        http().form(
                        "/auth/token",
                        Map.of("grant_type", "client_credentials", "scope", "internal:roster-service"),
                        "Authorization",
                        "Basic " + basic)
                .expect(200);
    }

    @Test
    void aServiceCannotActForAUser_norABrowserForItself() {
        Map<String, String> form = aPhone().signInForm("123456");
        form.put("client_id", "gateway");
        form.put("client_secret", Control.secret("gateway"));
        assertThat(http().form("/auth/token", form).expect(400).text("error")).isEqualTo("unauthorized_client");
        assertThat(http().form("/auth/token", Map.of("grant_type", "client_credentials", "client_id", "jiaxiao-h5"))
                        .expect(400)
                        .text("error"))
                .isEqualTo("unauthorized_client");
    }

    private Answer ask(String client, String scope) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type", "client_credentials", "client_id", client, "client_secret", Control.secret(client)));
        if (!scope.isEmpty()) {
            form.put("scope", scope);
        }
        return http().form("/auth/token", form);
    }
}
