package io.jiaxiao.starter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a container of its own, since how an answer travels is the container's to decide. */
@Timeout(30)
class WholeAnswersTest {

    private static final Tomcat TOMCAT = new Tomcat();
    private static final CountDownLatch FIRST_PART_ARRIVED = new CountDownLatch(1);

    private static HttpClient client;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws LifecycleException {
        TOMCAT.setBaseDir(folder.toString());
        TOMCAT.setPort(0);
        Context context = TOMCAT.addContext("", new File(folder.toString()).getAbsolutePath());
        var definition = new FilterDef();
        definition.setFilterName("whole");
        definition.setFilter(new WholeAnswers());
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        var mapping = new FilterMap();
        mapping.setFilterName("whole");
        mapping.addURLPattern("/*");
        context.addFilterMap(mapping);
        Tomcat.addServlet(context, "answers", new Answers()).setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "answers");
        TOMCAT.getConnector();
        TOMCAT.start();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws LifecycleException {
        client.close();
        TOMCAT.stop();
        TOMCAT.destroy();
    }

    @Test
    void aShortAnswer_hasItsLengthHoweverOftenItWasFlushed() throws Exception {
        HttpResponse<String> answer = get("/short");
        assertThat(answer.body()).isEqualTo("第一第二");
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(12);
        assertThat(answer.headers().firstValue("Transfer-Encoding")).isEmpty();
    }

    @Test
    void aLongAnswer_goesInPiecesAndIsWhole() throws Exception {
        HttpResponse<String> answer = get("/long");
        assertThat(answer.body()).isEqualTo("0123456789".repeat(10_000));
        assertThat(answer.headers().firstValue("Transfer-Encoding")).contains("chunked");
    }

    @Test
    void whatFailsAfterItsFirstWords_canStillSaySo() throws Exception {
        HttpResponse<String> answer = get("/failing");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("failed");
    }

    @Test
    void whatIsSentByAndBy_isNotHeldBack() throws Exception {
        HttpResponse<InputStream> answer = client.send(request("/by-and-by"), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(new String(body.readNBytes(5), UTF_8)).isEqualTo("first");
            FIRST_PART_ARRIVED.countDown();
            assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo("last");
        }
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path), BodyHandlers.ofString());
    }

    private static HttpRequest request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + TOMCAT.getConnector().getLocalPort() + path))
                .build();
    }

    private static final class Answers extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            switch (request.getRequestURI()) {
                case "/short" -> {
                    say(response, "第一");
                    say(response, "第二");
                }
                case "/long" -> {
                    for (int i = 0; i < 10_000; i++) {
                        say(response, "0123456789");
                    }
                }
                case "/failing" -> {
                    say(response, "it goes we");
                    response.reset();
                    response.setStatus(500);
                    say(response, "failed");
                }
                default -> sayByAndBy(request.startAsync(), response);
            }
        }

        private static void say(HttpServletResponse response, String text) throws IOException {
            response.getOutputStream().write(text.getBytes(UTF_8));
            response.getOutputStream().flush();
            response.flushBuffer();
        }

        private static void sayByAndBy(AsyncContext context, HttpServletResponse response) {
            context.start(() -> {
                try {
                    say(response, "first");
                    say(response, FIRST_PART_ARRIVED.await(20, TimeUnit.SECONDS) ? "last" : "late");
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    context.complete();
                }
            });
        }
    }
}
