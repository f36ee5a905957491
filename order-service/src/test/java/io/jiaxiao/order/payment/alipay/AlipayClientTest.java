package io.jiaxiao.order.payment.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.starter.partner.PartnerGate;
import io.jiaxiao.testkit.http.BareServer;
import io.jiaxiao.testkit.http.BareServer.Behaviour;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Alipay's gateway as no well-behaved server is. */
class AlipayClientTest {

    private static final Said NO_ANSWER = new Said.Unknown("NO_ANSWER");
    private static final KeyPair KEYS = keys();

    private static KeyPair keys() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            return keys.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Said query(Behaviour behaviour) throws Exception {
        try (var server = new BareServer(behaviour)) {
            return query(server.uri());
        }
    }

    private static Said query(URI alipay) throws Exception {
        AlipayProperties properties = properties(alipay);
        var gate = new PartnerGate(
                "alipay",
                CircuitBreakerRegistry.ofDefaults(),
                BulkheadRegistry.ofDefaults(),
                RateLimiterRegistry.ofDefaults());
        return new AlipayClient(
                        properties,
                        AlipayConfiguration.sdk(properties, properties.read()),
                        AlipayConfiguration.sdk(properties, properties.readMoving()),
                        gate,
                        JsonMapper.builder().build(),
                        new SimpleMeterRegistry())
                .query("1");
    }

    private static AlipayProperties properties(URI alipay) {
        Map<String, String> given = Map.of(
                "jiaxiao.alipay.url",
                alipay.toString(),
                "jiaxiao.alipay.app-id",
                "1",
                "jiaxiao.alipay.seller-id",
                "2",
                "jiaxiao.alipay.merchant-private-key",
                text(KEYS.getPrivate().getEncoded()),
                "jiaxiao.alipay.public-key",
                text(KEYS.getPublic().getEncoded()),
                "jiaxiao.alipay.notify-url",
                alipay.toString(),
                "jiaxiao.alipay.connect",
                "400ms",
                "jiaxiao.alipay.read",
                "400ms");
        return new Binder(new MapConfigurationPropertySource(given))
                .bind("jiaxiao.alipay", AlipayProperties.class)
                .get();
    }

    private static String text(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    @Test
    void anAnswerThatOnlyDrips_holdsNobodyForLongerThanIsConfigured() throws Exception {
        // the SDK's first call loads its classes
        query(BareServer.hangingUp());
        long start = System.nanoTime();
        assertThat(query(BareServer.dripping())).isEqualTo(NO_ANSWER);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void silence_halfAnAnswer_andWhatAlipayDidNotSign_mayHideASuccess() throws Exception {
        assertThat(query(BareServer.hangingUp())).isEqualTo(NO_ANSWER);
        assertThat(query(BareServer.silent())).isEqualTo(NO_ANSWER);
        assertThat(query(BareServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"alipay_trade_query")))
                .isEqualTo(NO_ANSWER);
        assertThat(query(BareServer.answering(
                        "200 OK",
                        "{\"alipay_trade_query_response\":{\"code\":\"10000\",\"trade_status\":\"TRADE_SUCCESS\"}}")))
                .isEqualTo(NO_ANSWER);
        assertThat(query(BareServer.nobody())).isEqualTo(NO_ANSWER);
    }
}
