package io.jiaxiao.starter.pii;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys of personal data. Given as secret files, never in the repository.
 *
 * @param enabled     false only for a service that stores no personal data
 * @param keyset      Tink JSON, AES-256-GCM
 * @param indexKeyset Tink JSON, HMAC-SHA256 PRF
 */
@ConfigurationProperties("jiaxiao.pii")
public record PiiProperties(
        @DefaultValue("true") boolean enabled, @Nullable String keyset, @Nullable String indexKeyset) {

    /** Holds keys, so it never prints itself. */
    @Override
    public String toString() {
        return "PiiProperties[enabled=" + enabled + "]";
    }
}
