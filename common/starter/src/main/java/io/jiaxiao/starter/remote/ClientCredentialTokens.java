package io.jiaxiao.starter.remote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Client credentials grant at the identity service; one token per target, renewed a minute before its end by one caller
 * while the others go on with the one they have.
 */
final class ClientCredentialTokens implements ServiceTokens {

    private static final Duration EARLY = Duration.ofMinutes(1);

    /** Whoever waited for a request that failed, or comes just after it, would only wait as long for the same. */
    private static final Duration FAILURE_SHARED = Duration.ofSeconds(1);

    private final Neighbours neighbours;
    private final String identityService;
    private final String client;
    private final String secret;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<String, Kept> tokens = new ConcurrentHashMap<>();

    ClientCredentialTokens(
            Neighbours neighbours, String identityService, String client, String secret, JsonMapper json, Clock clock) {
        this.neighbours = neighbours;
        this.identityService = identityService;
        this.client = client;
        this.secret = secret;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String forTarget(String target) {
        return tokens.computeIfAbsent(target, Kept::new).value();
    }

    private Token fetch(String target) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", "client_credentials");
        form.add("scope", "internal:" + target);
        Instant asked = clock.instant();
        JsonNode answer = json.readTree(neighbours.postForm(identityService, "/auth/token", client, secret, form));
        return new Token(
                answer.required("access_token").asString(),
                asked.plusSeconds(answer.required("expires_in").asLong()));
    }

    private record Token(String value, Instant expiresAt) {}

    private record Failure(RuntimeException cause, Instant until) {}

    /** One target's token. */
    private final class Kept {

        private final String target;
        private final ReentrantLock renewing = new ReentrantLock();
        private volatile @Nullable Token token;
        private @Nullable Failure failure;

        Kept(String target) {
            this.target = target;
        }

        String value() {
            Token known = token;
            Instant now = clock.instant();
            if (known != null && now.isBefore(known.expiresAt())) {
                return now.isBefore(known.expiresAt().minus(EARLY)) ? known.value() : renewedOr(known);
            }
            renewing.lock();
            try {
                return renewed().value();
            } finally {
                renewing.unlock();
            }
        }

        private String renewedOr(Token known) {
            if (!renewing.tryLock()) {
                return known.value();
            }
            try {
                return renewed().value();
            } catch (RuntimeException e) {
                // it is good until its end, and asked for again before that
                return known.value();
            } finally {
                renewing.unlock();
            }
        }

        /** Only under the lock; another caller may have been here meanwhile. */
        private Token renewed() {
            Token known = token;
            Instant now = clock.instant();
            if (known != null && now.isBefore(known.expiresAt().minus(EARLY))) {
                return known;
            }
            Failure last = failure;
            if (last != null && now.isBefore(last.until())) {
                throw last.cause();
            }
            try {
                Token fresh = fetch(target);
                token = fresh;
                failure = null;
                return fresh;
            } catch (RuntimeException e) {
                failure = new Failure(e, clock.instant().plus(FAILURE_SHARED));
                throw e;
            }
        }
    }
}
