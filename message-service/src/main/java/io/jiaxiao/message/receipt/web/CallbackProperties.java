package io.jiaxiao.message.receipt.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How callbacks without a signature are told from forged ones.
 *
 * @param pathToken      unguessable part of the path registered with the partner, at least 16 characters
 * @param allowedSources addresses or networks callbacks may come from; empty allows any
 */
@ConfigurationProperties("jiaxiao.callback")
record CallbackProperties(String pathToken, @DefaultValue List<String> allowedSources) {

    private static final int SHORTEST = 16;

    CallbackProperties {
        if (pathToken == null || pathToken.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "jiaxiao.callback.path-token is missing or shorter than " + SHORTEST + " characters");
        }
    }

    /** Holds a secret, so it does not print itself. */
    @Override
    public String toString() {
        return "CallbackProperties[allowedSources=" + allowedSources + "]";
    }
}
