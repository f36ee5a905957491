package io.jiaxiao.starter.remote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Client credentials grant at the identity service; one token per target, renewed a minute before its end. */
final class ClientCredentialTokens implements ServiceTokens {

    private static final Duration EARLY = Duration.ofMinutes(1);

    private final Neighbours neighbours;
    private final String identityService;
    private final String client;
    private final String secret;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

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
        // compute, not get-then-put: callers that find it expired at the same moment wait for one request
        return tokens.compute(
                        target, (name, known) -> known != null && known.goodAt(clock.instant()) ? known : fetch(name))
                .value();
    }

    private Token fetch(String target) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", "client_credentials");
        form.add("scope", "internal:" + target);
        JsonNode answer = json.readTree(neighbours.postForm(identityService, "/auth/token", client, secret, form));
        return new Token(
                answer.required("access_token").asString(),
                clock.instant().plusSeconds(answer.required("expires_in").asLong()));
    }

    private record Token(String value, Instant expiresAt) {
        boolean goodAt(Instant now) {
            return now.isBefore(expiresAt.minus(EARLY));
        }
    }
}
