package io.jiaxiao.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.jiaxiao.starter.security.TokenDecoders;
import java.text.ParseException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The identity service's public keys: fetched as soon as it is there, kept while it is away. */
final class PlatformKeys {

    private static final Logger log = LoggerFactory.getLogger(PlatformKeys.class);
    private static final long ASK_AGAIN_SECONDS = 2;

    private final JWKSource<SecurityContext> source;
    private final ScheduledExecutorService housekeeping;
    private volatile boolean fetched;

    /** @param jwkSet fetches the set as JSON from any living instance; throws when there is none */
    PlatformKeys(Supplier<String> jwkSet, ScheduledExecutorService housekeeping) {
        this.housekeeping = housekeeping;
        this.source = TokenDecoders.remoteKeys(() -> checked(jwkSet.get()));
    }

    JWKSource<SecurityContext> source() {
        return source;
    }

    private String checked(String set) {
        try {
            if (JWKSet.parse(set).isEmpty()) {
                throw new IllegalStateException("the identity service publishes no key");
            }
        } catch (ParseException e) {
            throw new IllegalStateException("the identity service's keys cannot be read", e);
        }
        fetched = true;
        return set;
    }

    boolean everFetched() {
        return fetched;
    }

    /** Asks until the first answer, so that no caller has to wait for it. */
    void fetchSoon() {
        housekeeping.execute(this::fetchFirst);
    }

    private void fetchFirst() {
        if (fetched) {
            return;
        }
        try {
            source.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
            log.info("the identity service's keys are here");
        } catch (JOSEException e) {
            log.debug("the identity service's keys are not to be had yet", e);
            housekeeping.schedule(this::fetchFirst, ASK_AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }
}
