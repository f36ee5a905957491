package io.jiaxiao.control.demo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plain HTTP and JSON, as any client of the platform would speak it. */
public final class Http {

    private static final Duration LIMIT = Duration.ofSeconds(70);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final URI base;

    public Http(URI base) {
        this.base = base;
    }

    /**
     * @param status HTTP status
     * @param body   as text; empty when there was none
     */
    public record Answer(int status, String body) {

        /** @throws IllegalStateException with status and body when the answer is not a JSON object */
        public JsonObject json() {
            try {
                JsonElement element = JsonParser.parseString(body);
                if (element.isJsonObject()) {
                    return element.getAsJsonObject();
                }
            } catch (JsonSyntaxException notJson) {
                throw new IllegalStateException(this.toString(), notJson);
            }
            throw new IllegalStateException(toString());
        }

        /** @throws IllegalStateException when the status is another */
        public Answer expect(int wanted) {
            if (status != wanted) {
                throw new IllegalStateException("expected " + wanted + " but got " + this);
            }
            return this;
        }

        @Override
        public String toString() {
            return status + " " + (body.length() > 400 ? body.substring(0, 400) + "…" : body);
        }
    }

    public Answer get(String path, @Nullable String token) throws IOException, InterruptedException {
        return send(request(path, token).GET());
    }

    /**
     * What is open to all and no text, a picture for instance.
     *
     * @throws IllegalStateException when the status is not 200
     */
    public byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                client.send(request(path, null).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("expected 200 but got " + response.statusCode() + " for " + path);
        }
        return response.body();
    }

    public Answer post(String path, JsonObject body, @Nullable String token) throws IOException, InterruptedException {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** As {@link #post(String, JsonObject, String)}, as the command with this idempotency key. */
    public Answer post(String path, JsonObject body, String token, String key)
            throws IOException, InterruptedException {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body.toString())));
    }

    public Answer csv(String path, String csv, String token) throws IOException, InterruptedException {
        return send(request(path, token)
                .header("Content-Type", "text/csv;charset=UTF-8")
                .POST(BodyPublishers.ofString(csv)));
    }

    /** As {@link #csv(String, String, String)}, as the command with this idempotency key. */
    public Answer csv(String path, String csv, String token, String key) throws IOException, InterruptedException {
        return send(request(path, token)
                .header("Content-Type", "text/csv;charset=UTF-8")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(csv)));
    }

    public Answer put(String path, JsonElement body) throws IOException, InterruptedException {
        return put(path, body, null);
    }

    public Answer put(String path, JsonElement body, @Nullable String token) throws IOException, InterruptedException {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.toString())));
    }

    public Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path, null).DELETE());
    }

    public Answer form(String path, Map<String, String> fields) throws IOException, InterruptedException {
        String form = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path, null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(response.statusCode(), response.body());
    }
}
