package io.jiaxiao.gateway.upstream;

import static io.jiaxiao.gateway.support.RawService.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.gateway.route.Importance;
import io.jiaxiao.gateway.route.ServiceSettings;
import io.jiaxiao.gateway.support.RawService;
import io.jiaxiao.gateway.upstream.Outcome.Answered;
import io.jiaxiao.gateway.upstream.Outcome.Failed;
import io.jiaxiao.gateway.upstream.Outcome.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.junit.jupiter.api.AfterEach;

/** Services with a will of their own, raw sockets all of them, and what the gateway makes of them. */
abstract class UpstreamsFixture {

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final List<RawService> services = new ArrayList<>();
    final ToldRegistry registry = new ToldRegistry();
    private final Instances instances = new Instances(registry);

    private final ServiceSettings settings = new ServiceSettings(
            Duration.ofMillis(300),
            Duration.ofMillis(400),
            100,
            Duration.ofSeconds(1),
            new ServiceSettings.Breaker(
                    Duration.ofSeconds(60), 1_000, 50, Duration.ofSeconds(2), 80, Duration.ofSeconds(5), 5));

    final Upstreams upstreams =
            new Upstreams(instances, service -> settings, new UpstreamMeters(new SimpleMeterRegistry()));

    @AfterEach
    void stop() throws IOException {
        for (RawService service : services) {
            service.close();
        }
    }

    static void answerAll(RawService self, Socket socket, InputStream in) throws IOException {
        while (self.read(in) != null) {
            say(socket, OK);
        }
    }

    RawService start(RawService.Connection behaviour) {
        var service = new RawService(behaviour);
        services.add(service);
        return service;
    }

    void register(int... ports) {
        registry.say("s", ports);
    }

    Outcome send(String method, String body, Header... headers) {
        RequestBody sent =
                body.isEmpty() ? new RequestBody.None() : new RequestBody.Short(body.getBytes(StandardCharsets.UTF_8));
        return upstreams.send(new UpstreamCall(
                "s", settings, settings.readTimeout(), Importance.NORMAL, method, "/x", List.of(headers), sent));
    }

    static String text(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Answered.class);
        var out = new ByteArrayOutputStream();
        try {
            ((Answered) outcome).answer().writeBody(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static Failure failure(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Failed.class);
        return ((Failed) outcome).failure();
    }
}
