package io.jiaxiao.starter.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole service over HTTP, watched from outside: what its log, its metrics, its traces and its health say. */
@SpringBootTest(
        classes = WatchedApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=watched-service",
            "spring.cloud.nacos.discovery.enabled=false",
            "management.tracing.sampling.probability=1.0",
            "management.opentelemetry.tracing.export.schedule-delay=50ms",
            "management.endpoint.health.group.readiness.include=readinessState"
        })
@ExtendWith(OutputCaptureExtension.class)
class WatchedServiceTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @LocalServerPort
    private int port;

    @Autowired
    private WatchedApplication.SpanStore spans;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private JsonMapper json;

    @Test
    void aLogLine_isJson_withServiceAndTheCallersTrace_andNoMobile(CapturedOutput output) throws Exception {
        get("/children/7?mobile=13812340000", "00-" + TRACE + "-b7ad6b7169203331-01");

        JsonNode line = output.getOut()
                .lines()
                .filter(one -> one.contains("asked for 7"))
                .map(json::readTree)
                .findFirst()
                .orElseThrow();
        assertThat(line.get("message").asString()).isEqualTo("asked for 7 by 138****0000");
        assertThat(line.get("service").asString()).isEqualTo("watched-service");
        assertThat(line.get("traceId").asString()).isEqualTo(TRACE);
        assertThat(line.get("spanId").asString()).hasSize(16);
        assertThat(output.getAll()).doesNotContain("13812340000");
    }

    @Test
    void metrics_countEachEndpointByItsPattern_taggedWithTheService() throws Exception {
        get("/children/1?mobile=13812340000", null);
        get("/children/2?mobile=13812340000", null);

        await().untilAsserted(() -> assertThat(get("/actuator/prometheus", null).body())
                .containsPattern("http_server_requests_seconds_count\\{[^}]*service=\"watched-service\"[^}]*"
                        + "uri=\"/children/\\{id}\"}")
                .containsPattern("http_server_requests_seconds_bucket\\{[^}]*uri=\"/children/\\{id}\",le=\"0.05\"}")
                .doesNotContain("13812340000")
                .doesNotContain("/children/1"));
    }

    /** As when a flash sale opens, and the thread that takes connections has to wait for a core. */
    @Test
    void aBurstOfConnections_waitsToBeTaken_insteadOfBeingTurnedAway() throws Exception {
        var server = (TomcatWebServer) ((ServletWebServerApplicationContext) context).getWebServer();
        Connector connector = server.getTomcat().getConnector();
        List<Socket> burst = new ArrayList<>();
        connector.pause();
        try {
            for (int i = 0; i < 500; i++) {
                var socket = new Socket();
                burst.add(socket);
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            }
        } finally {
            connector.resume();
            for (Socket socket : burst) {
                socket.close();
            }
        }
        assertThat(get("/children/3?mobile=13812340000", null).statusCode()).isEqualTo(200);
    }

    @Test
    void aCallOut_carriesTheSameTraceOn() throws Exception {
        String seen = get("/calls?port=" + port, "00-" + TRACE + "-b7ad6b7169203331-01")
                .body();
        assertThat(seen).startsWith("00-" + TRACE + "-").endsWith("-01").doesNotContain("b7ad6b7169203331");
    }

    @Test
    void exportedSpans_holdNoMobile() throws Exception {
        get("/calls?port=" + port, null);
        assertThat(get("/fails", null).statusCode()).isEqualTo(500);

        await().untilAsserted(() -> {
            assertThat(exported("/echo?mobile=138****0000")).isNotEmpty();
            assertThat(exported("/fails")).isNotEmpty();
        });
        assertThat(spans.all()).allSatisfy(span -> assertThat(text(span)).doesNotContain("13812340000"));
    }

    @Test
    void aCallbacksToken_isNeitherLoggedNorExported(CapturedOutput output) throws Exception {
        assertThat(get("/callback/mas/aB3-secret-path/reports", null).statusCode())
                .isEqualTo(500);

        await().untilAsserted(
                        () -> assertThat(exported("/callback/mas/***/reports")).isNotEmpty());
        assertThat(output.getAll()).contains("/callback/mas/***/reports").doesNotContain("aB3-secret-path");
        assertThat(spans.all()).allSatisfy(span -> assertThat(text(span)).doesNotContain("aB3-secret-path"));
    }

    @Test
    void aBodyRefusedBeforeItIsRead_isAnsweredAllTheSame() throws Exception {
        byte[] body = new byte[12 * 1024 * 1024];
        String head = "POST /children HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void liveness_doesNotDependOnANeighbour_butTheWholeHealthDoes() throws Exception {
        assertThat(get("/actuator/health", null).statusCode()).isEqualTo(503);
        assertThat(get("/actuator/health/liveness", null).statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health/readiness", null).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutACollector_nothingIsSentAnywhere() {
        assertThat(context.getBeanNamesForType(OtlpHttpSpanExporter.class)).isEmpty();
        assertThat(context.getBeanNamesForType(OtlpMeterRegistry.class)).isEmpty();
    }

    private List<SpanData> exported(String containing) {
        return spans.all().stream()
                .filter(span -> text(span).contains(containing))
                .toList();
    }

    private static String text(SpanData span) {
        return span.getName() + span.getAttributes() + span.getEvents() + span.getStatus();
    }

    private HttpResponse<String> get(String path, @Nullable String traceparent) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (traceparent != null) {
            request.header("traceparent", traceparent);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
