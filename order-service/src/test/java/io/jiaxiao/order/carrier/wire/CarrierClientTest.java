package io.jiaxiao.order.carrier.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.starter.partner.PartnerGate;
import io.jiaxiao.testkit.http.BareServer;
import io.jiaxiao.testkit.http.BareServer.Behaviour;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** What is made of what the carrier, or something in front of it, does; how that is heard is the line's. */
class CarrierClientTest {

    private static final Said NO_ANSWER = new Said.Unknown("NO_ANSWER");

    private static Said confirm(Behaviour behaviour) {
        try (var server = new BareServer(behaviour)) {
            Said said = confirm(server.uri());
            assertThat(server.connections())
                    .as("one try: twice may be two orders")
                    .isEqualTo(1);
            return said;
        }
    }

    private static Said confirm(URI carrier) {
        var gate = new PartnerGate(
                "carrier",
                CircuitBreakerRegistry.ofDefaults(),
                BulkheadRegistry.ofDefaults(),
                RateLimiterRegistry.ofDefaults());
        try (var client = new CarrierClient(
                properties(carrier), gate, JsonMapper.builder().build(), new SimpleMeterRegistry())) {
            return client.confirm("R1", "T1", new Mobile("13800000000"), "P1", "123456");
        }
    }

    private static CarrierProperties properties(URI carrier) {
        Map<String, String> given = Map.of(
                "jiaxiao.carrier.url", carrier.toString(),
                "jiaxiao.carrier.file-url", carrier.toString(),
                "jiaxiao.carrier.sign-key", "key",
                "jiaxiao.carrier.connect", "400ms",
                "jiaxiao.carrier.read", "400ms");
        return new Binder(new MapConfigurationPropertySource(given))
                .bind("jiaxiao.carrier", CarrierProperties.class)
                .get();
    }

    @Test
    void silence_halfAnAnswer_andAnEndlessOne_areOfUnknownFate() {
        assertThat(confirm(BareServer.hangingUp())).isEqualTo(NO_ANSWER);
        assertThat(confirm(BareServer.silent())).isEqualTo(NO_ANSWER);
        assertThat(confirm(BareServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"code\":\"0000")))
                .isEqualTo(NO_ANSWER);
        assertThat(confirm(BareServer.endless())).isEqualTo(NO_ANSWER);
    }

    @Test
    void anAnswerThatOnlyDrips_holdsNobodyForLongerThanIsConfigured() {
        long start = System.nanoTime();
        assertThat(confirm(BareServer.dripping())).isEqualTo(NO_ANSWER);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void aStatusNobodyHasDocumented_saysNothingOfTheOrder() {
        assertThat(confirm(BareServer.answering("403 Forbidden", ""))).isEqualTo(new Said.Unknown("HTTP_403"));
        assertThat(confirm(BareServer.answering("502 Bad Gateway", ""))).isEqualTo(new Said.Unknown("HTTP_502"));
    }

    @Test
    void aRefusedConnection_meansNothingWasSent() {
        assertThat(confirm(BareServer.nobody()))
                .isEqualTo(new Said.Refused(Said.Meaning.NOT_NOW, "NOT_CONNECTED", "", 0));
    }
}
