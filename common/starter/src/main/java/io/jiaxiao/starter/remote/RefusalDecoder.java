package io.jiaxiao.starter.remote;

import feign.Response;
import feign.codec.ErrorDecoder;
import io.jiaxiao.kernel.Refusal;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A neighbour's refusal stays a refusal here, so that it neither opens a breaker nor becomes a 500. */
final class RefusalDecoder implements ErrorDecoder {

    private static final Map<Integer, Refusal.Kind> KINDS = Map.of(
            400, Refusal.Kind.INVALID,
            404, Refusal.Kind.NOT_FOUND,
            409, Refusal.Kind.CONFLICT,
            422, Refusal.Kind.UNPROCESSABLE,
            429, Refusal.Kind.TOO_MANY);

    private final ErrorDecoder others = new ErrorDecoder.Default();
    private final JsonMapper json;

    RefusalDecoder(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Exception decode(String method, Response response) {
        // 401 and 403 are not the user's: our own service token did not do
        Refusal.Kind kind = KINDS.get(response.status());
        Refusal refusal = kind == null ? null : refusal(kind, response);
        return refusal == null ? others.decode(method, response) : refusal.asException();
    }

    private @Nullable Refusal refusal(Refusal.Kind kind, Response response) {
        if (response.body() == null) {
            return null;
        }
        try (var body = response.body().asInputStream()) {
            JsonNode problem = json.readTree(body.readAllBytes());
            if (!problem.has("code") || !problem.has("detail")) {
                return null;
            }
            return new Refusal(
                    kind,
                    problem.required("code").asString(),
                    problem.required("detail").asString());
        } catch (IOException | JacksonException e) {
            return null;
        }
    }
}
