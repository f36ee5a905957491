package io.jiaxiao.roster.signin.oauth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import tools.jackson.databind.json.JsonMapper;

/** Errors of the token endpoint in OAuth's own form (RFC 6749, 5.2), which every client library understands. */
final class OAuthErrors implements AuthenticationFailureHandler, AuthenticationEntryPoint {

    static final String TEMPORARILY_UNAVAILABLE = "temporarily_unavailable";

    /** What the library says about a parameter, e.g. {@code OAuth 2.0 Parameter: grant_type}. */
    private static final Pattern PARAMETER = Pattern.compile("(?:Parameter|failed): ([a-z_]+)");

    private final JsonMapper json;

    OAuthErrors(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e) throws IOException {
        OAuth2Error error = e instanceof OAuth2AuthenticationException oauth
                ? oauth.getError()
                : new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT);
        write(response, error.getErrorCode(), e instanceof TokenRefused ? error.getDescription() : text(error));
    }

    /** No client said who it is. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        write(response, OAuth2ErrorCodes.INVALID_CLIENT, text(new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT)));
    }

    void write(HttpServletResponse response, String code, @Nullable String description) throws IOException {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("error", code);
        if (description != null) {
            body.put("error_description", description);
        }
        response.setStatus(status(code));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"jiaxiao\"");
        }
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    private static int status(String code) {
        return switch (code) {
            case OAuth2ErrorCodes.INVALID_CLIENT -> HttpServletResponse.SC_UNAUTHORIZED;
            case TEMPORARILY_UNAVAILABLE -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
            case OAuth2ErrorCodes.SERVER_ERROR -> HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
            default -> HttpServletResponse.SC_BAD_REQUEST;
        };
    }

    private static String text(OAuth2Error error) {
        return switch (error.getErrorCode()) {
            case OAuth2ErrorCodes.INVALID_REQUEST -> "请求参数缺失或有误" + parameter(error);
            case OAuth2ErrorCodes.INVALID_CLIENT -> "客户端身份无效";
            case OAuth2ErrorCodes.INVALID_GRANT -> "登录凭据无效或已过期，请重新登录";
            case OAuth2ErrorCodes.INVALID_SCOPE -> "申请的权限范围无效";
            case OAuth2ErrorCodes.UNAUTHORIZED_CLIENT -> "该客户端不能使用这种登录方式";
            case OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE -> "不支持这种登录方式" + parameter(error);
            default -> "系统繁忙，请稍后再试";
        };
    }

    private static String parameter(OAuth2Error error) {
        String description = error.getDescription();
        Matcher found = PARAMETER.matcher(description == null ? "" : description);
        return found.find() ? "：" + found.group(1) : "";
    }
}
