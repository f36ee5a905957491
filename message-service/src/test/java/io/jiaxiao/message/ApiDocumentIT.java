package io.jiaxiao.message;

import io.jiaxiao.message.fixture.MessageFixture;
import io.jiaxiao.testkit.api.OpenApiSnapshot;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

class ApiDocumentIT extends MessageFixture {

    @LocalServerPort
    private int port;

    @Test
    void thePublishedApiIsWhatTheCodeSays() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> document = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/api-docs"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            OpenApiSnapshot.check("message-service", document.body());
        }
    }
}
