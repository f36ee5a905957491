package io.jiaxiao.roster.signin;

import io.jiaxiao.roster.signin.domain.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param codeLife         how long a code can be used
 * @param accessTokenLife  of a user's access token
 * @param serviceTokenLife of a service's or product line's access token
 * @param refreshTokenLife how long a user may stay away without signing in again
 * @param familyLife       after this long every user signs in again, however often they came
 * @param repeatGrace      how long after its rotation a refresh token gets the same answer once more, because the first
 *                         one may never have arrived
 * @param limits           how many codes may be asked for
 * @param services         our services, and which neighbours each may ask a token for
 * @param productLines     product lines and partners that call {@code /open}
 * @param consoleRedirects where the console may be sent back to after its sign-in
 */
@ConfigurationProperties("jiaxiao.sign-in")
public record SignInProperties(
        @DefaultValue("5m") Duration codeLife,
        @DefaultValue("30m") Duration accessTokenLife,
        @DefaultValue("10m") Duration serviceTokenLife,
        @DefaultValue("30d") Duration refreshTokenLife,
        @DefaultValue("180d") Duration familyLife,
        @DefaultValue("10s") Duration repeatGrace,
        Limits limits,
        @DefaultValue Map<String, List<String>> services,
        @DefaultValue List<String> productLines,
        @DefaultValue List<String> consoleRedirects) {

    /** Each list holds all at once: a code must fit every window. */
    public record Limits(List<Window> number, List<Window> device, List<Window> address) {}
}
