package io.jiaxiao.partners;

import io.jiaxiao.partners.mas.Submission;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The application, started for real on a free port, and the calls one makes to it. */
final class Simulator implements AutoCloseable {

    static final String SECRET = "demoSecret1";
    static final String TOKEN = "unguessable";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext application;
    private final String url;

    private Simulator(ConfigurableApplicationContext application) {
        this.application = application;
        this.url = "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port");
    }

    /**
     * Quick: reports come after 50 ms, further pushes after 50, 100 and 150 ms.
     *
     * @param more further settings as {@code name=value}; they win over those named here
     */
    static Simulator start(Platform platform, String... more) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.port", "0");
        settings.put("jiaxiao.mas.secret-key", SECRET);
        settings.put("jiaxiao.callback.path-token", TOKEN);
        settings.put("jiaxiao.partners.mas.report-url", platform.url() + "/callback/mas/{pathToken}/reports");
        settings.put("jiaxiao.partners.mas.uplink-url", platform.url() + "/callback/mas/{pathToken}/uplinks");
        settings.put("jiaxiao.partners.mas.report-delay", "50ms");
        settings.put("jiaxiao.partners.mas.push-again-after", "50ms,100ms,150ms");
        for (String each : more) {
            settings.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        return new Simulator(PartnersApplication.start(settings.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new)));
    }

    record Answer(int status, String contentType, String text) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        String field(String name) {
            return json().get(name).asString();
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    Answer post(String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer submit(Submission submission) {
        return post(submission.path(), "text/plain", submission.body());
    }

    /** Submits as a client that waits only so long, and lets its exception through. */
    HttpResponse<String> submitImpatiently(Submission submission, Duration patience)
            throws IOException, InterruptedException {
        HttpRequest request = request(submission.path())
                .timeout(patience)
                .POST(BodyPublishers.ofString(submission.body()))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    Submission text(String mobile, String text) {
        return Submission.plain(SECRET).mobiles(mobile).content(text);
    }

    /** Orders faults for one number of 云MAS, or for all with an asterisk. */
    void order(String target, String faults) {
        Answer answer = put("/faults/mas/" + target, faults);
        if (answer.status() != 200) {
            throw new AssertionError("The faults were not accepted: " + answer);
        }
    }

    JsonNode journal(String mobile) {
        return get("/journal?partner=mas&number=" + mobile).json().get("entries");
    }

    JsonNode summary(String mobile) {
        return get("/journal/summary?number=" + mobile).json();
    }

    JsonNode inbox(String mobile) {
        return get("/phones/" + mobile + "/inbox").json().get("messages");
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(response.statusCode(), type, response.body());
        } catch (IOException broken) {
            throw new AssertionError("No answer", broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", stop);
        }
    }

    /** The answer's text in the charset its Content-Type names. */
    Answer sendBytes(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("Content-Type").orElse("");
            Charset charset = type.endsWith("GBK") ? Charset.forName("GBK") : StandardCharsets.UTF_8;
            return new Answer(response.statusCode(), type, new String(response.body(), charset));
        } catch (IOException broken) {
            throw new AssertionError("No answer", broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", stop);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
    }

    @Override
    public void close() {
        application.close();
        http.close();
    }
}
