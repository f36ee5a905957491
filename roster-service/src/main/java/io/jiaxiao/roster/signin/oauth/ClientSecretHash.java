package io.jiaxiao.roster.signin.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jiaxiao.roster.signin.Tokens;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Client secrets are random and long, so one round of SHA-256 protects them, and a token costs no bcrypt. */
final class ClientSecretHash implements PasswordEncoder {

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : Tokens.hash(secret.toString());
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String stored) {
        return secret != null
                && stored != null
                && MessageDigest.isEqual(Tokens.hash(secret.toString()).getBytes(US_ASCII), stored.getBytes(US_ASCII));
    }
}
