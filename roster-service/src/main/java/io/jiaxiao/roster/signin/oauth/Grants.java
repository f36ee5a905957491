package io.jiaxiao.roster.signin.oauth;

import org.springframework.security.oauth2.core.AuthorizationGrantType;

/** What the platform adds to OAuth's own words. */
final class Grants {

    /** Parameters: {@code mobile}, {@code code}, {@code device_id}. */
    static final AuthorizationGrantType SMS_CODE =
            new AuthorizationGrantType("urn:jiaxiao:params:oauth:grant-type:sms-code");

    static final String MOBILE = "mobile";
    static final String DEVICE_ID = "device_id";

    private Grants() {}
}
