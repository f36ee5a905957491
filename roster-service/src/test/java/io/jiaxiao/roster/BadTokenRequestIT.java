package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can be wrong with a request for a token: a clear no in OAuth's words, never a fault. */
class BadTokenRequestIT extends RosterTest {

    static Stream<Arguments> tokenForms() {
        String code = "urn:jiaxiao:params:oauth:grant-type:sms-code";
        Map<String, String> signIn = Map.of(
                "grant_type",
                code,
                "client_id",
                "jiaxiao-h5",
                "mobile",
                "19900000000",
                "code",
                "123456",
                "device_id",
                "device-0001");
        return Stream.of(
                Arguments.of(Map.of(), "", 401),
                Arguments.of(Map.of("grant_type", "password", "client_id", "jiaxiao-h5"), "", 400),
                Arguments.of(Map.of("grant_type", code), "", 401),
                Arguments.of(Map.of("grant_type", code, "client_id", ""), "", 401),
                Arguments.of(Map.of("grant_type", code, "client_id", "家校"), "", 400),
                Arguments.of(Map.of("grant_type", code, "client_id", "jiaxiao-h5"), "mobile", 400),
                Arguments.of(with(signIn, "mobile", "123"), "mobile", 400),
                Arguments.of(with(signIn, "mobile", "😀"), "mobile", 400),
                Arguments.of(with(signIn, "mobile", BadInputIT.LONG), "mobile", 400),
                Arguments.of(with(signIn, "code", ""), "code", 400),
                Arguments.of(with(signIn, "code", "12345"), "code", 400),
                Arguments.of(with(signIn, "code", "abcdef"), "code", 400),
                Arguments.of(with(signIn, "code", "１２３４５６"), "code", 400),
                Arguments.of(with(signIn, "device_id", "x"), "device_id", 400),
                Arguments.of(with(signIn, "device_id", "设备设备设备设备"), "device_id", 400),
                Arguments.of(Map.of("grant_type", "refresh_token", "client_id", "jiaxiao-h5"), "refresh_token", 400),
                Arguments.of(
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "client_id",
                                "jiaxiao-h5",
                                "refresh_token",
                                "😀",
                                "device_id",
                                "device-0001"),
                        "",
                        400),
                Arguments.of(Map.of("grant_type", "authorization_code", "client_id", "jiaxiao-console"), "", 401),
                Arguments.of(
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "client_id",
                                "jiaxiao-console",
                                "code",
                                "x",
                                "code_verifier",
                                "y"),
                        "",
                        400),
                Arguments.of(Map.of("grant_type", "client_credentials"), "", 401));
    }

    @ParameterizedTest
    @MethodSource("tokenForms")
    void aWrongTokenRequest_isAnsweredInOauthsWords(Map<String, String> form, String named, int status) {
        Answer answer = http().form("/auth/token", form).expect(status);
        assertThat(answer.text("error")).matches("[a-z_]+");
        assertThat(answer.text("error_description")).contains(named).doesNotContain(BadInputIT.LONG);
    }

    @Test
    void aTokenRequestThatIsNoForm_orRepeatsItself_isRefused() {
        assertThat(http().post("/auth/token", Map.of("grant_type", "refresh_token"), null)
                        .expect(400)
                        .text("error"))
                .isEqualTo("invalid_request");
        assertThat(form("grant_type=refresh_token&grant_type=refresh_token").text("error_description"))
                .contains("grant_type");
        assertThat(form("grant_type=authorization_code&client_id=jiaxiao-console&code=a&code=b&code_verifier=c")
                        .text("error_description"))
                .contains("code");
        assertThat(form("grant_type=%zz&client_id=jiaxiao-h5").text("error")).isEqualTo("invalid_request");
        assertThat(http().raw(
                                "/auth/token?grant_type=refresh_token",
                                "application/x-www-form-urlencoded",
                                "client_id=jiaxiao-h5",
                                null)
                        .expect(400)
                        .text("error"))
                .isEqualTo("invalid_request");
        assertThat(http().form("/auth/token", Map.of("grant_type", "client_credentials"), "Authorization", "Basic ???")
                        .expect(400)
                        .text("error"))
                .isEqualTo("invalid_request");
        assertThat(http().form("/auth/revoke", Map.of("client_id", Phone.CLIENT))
                        .expect(400)
                        .text("error_description"))
                .contains("token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?response_type=code",
                "?response_type=code&client_id=nobody",
                "?response_type=token&client_id=jiaxiao-console",
                "?response_type=code&client_id=jiaxiao-console&client_id=jiaxiao-console",
                "?response_type=code&client_id=%F0%9F%98%80",
                "?request_uri=urn:x&client_id=jiaxiao-console"
            })
    void aWrongAuthorizationRequest_isRefused(String query) {
        Answer answer = http().get("/auth/authorize" + query, null);
        assertThat(answer.status()).isIn(302, 400);
    }

    private Answer form(String body) {
        return http().raw("/auth/token", "application/x-www-form-urlencoded", body, null)
                .expect(400);
    }

    private static Map<String, String> with(Map<String, String> form, String field, String value) {
        Map<String, String> changed = new HashMap<>(form);
        changed.put(field, value);
        return changed;
    }
}
