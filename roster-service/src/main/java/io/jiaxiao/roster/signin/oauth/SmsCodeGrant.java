package io.jiaxiao.roster.signin.oauth;

import io.jiaxiao.kernel.Mobile;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;

/** A request to exchange an SMS code for tokens. */
final class SmsCodeGrant extends OAuth2AuthorizationGrantAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private static final Pattern CODE = Pattern.compile("[0-9]{6}");
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9._:-]{8,64}");

    private final Mobile mobile;
    private final String code;
    private final String device;

    private SmsCodeGrant(Authentication client, Mobile mobile, String code, String device) {
        super(Grants.SMS_CODE, client, Map.of());
        this.mobile = mobile;
        this.code = code;
        this.device = device;
    }

    Mobile mobile() {
        return mobile;
    }

    String code() {
        return code;
    }

    String device() {
        return device;
    }

    /** Null for a request with another grant. */
    static @Nullable Authentication of(HttpServletRequest request) {
        if (!Grants.SMS_CODE.getValue().equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE))) {
            return null;
        }
        Authentication client = SecurityContextHolder.getContext().getAuthentication();
        Mobile mobile = Mobile.tryParse(required(request, Grants.MOBILE)).orElse(null);
        if (mobile == null || client == null) {
            throw malformed(Grants.MOBILE);
        }
        String code = required(request, OAuth2ParameterNames.CODE);
        if (!CODE.matcher(code).matches()) {
            throw malformed(OAuth2ParameterNames.CODE);
        }
        return new SmsCodeGrant(client, mobile, code, device(request));
    }

    /** @throws TokenRefused when it is missing or malformed */
    static String device(HttpServletRequest request) {
        String device = required(request, Grants.DEVICE_ID);
        if (!DEVICE.matcher(device).matches()) {
            throw malformed(Grants.DEVICE_ID);
        }
        return device;
    }

    private static String required(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        if (value == null || value.isBlank()) {
            throw TokenRefused.invalidRequest("缺少参数：" + name);
        }
        return value;
    }

    private static TokenRefused malformed(String name) {
        return TokenRefused.invalidRequest("参数格式不正确：" + name);
    }
}
