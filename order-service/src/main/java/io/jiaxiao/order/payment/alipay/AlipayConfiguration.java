package io.jiaxiao.order.payment.alipay;

import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayConfig;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.internal.util.AlipayLogger;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.order.payment.PaymentBills;
import io.jiaxiao.starter.partner.PartnerGate;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AlipayConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AlipayConfiguration.class);

    @Bean
    AlipayClient alipayClient(
            AlipayProperties properties,
            CircuitBreakerRegistry circuits,
            BulkheadRegistry places,
            RateLimiterRegistry rates,
            JsonMapper json,
            MeterRegistry meters)
            throws AlipayApiException {
        if (!properties.isOpen()) {
            log.warn("the keys of Alipay are missing: no payment can be made");
        }
        // Its own log would hold whole requests.
        AlipayLogger.setNeedEnableLogger(false);
        return new AlipayClient(
                properties,
                sdk(properties, properties.read()),
                sdk(properties, properties.readMoving()),
                new PartnerGate("alipay", circuits, places, rates),
                json,
                meters);
    }

    @Bean
    PaymentBills alipayBills(AlipayClient alipayClient, AlipayProperties properties) {
        return new AlipayBills(alipayClient, properties);
    }

    @Bean
    NotifyCheck alipayNotifyCheck(AlipayProperties properties) {
        return new NotifyCheck(properties);
    }

    static BoundedSdk sdk(AlipayProperties properties, Duration read) throws AlipayApiException {
        AlipayConfig config = new AlipayConfig();
        config.setServerUrl(properties.url().toString());
        config.setAppId(properties.appId());
        config.setPrivateKey(properties.merchantPrivateKey().strip());
        config.setAlipayPublicKey(properties.publicKey().strip());
        config.setFormat("json");
        config.setCharset("utf-8");
        config.setSignType("RSA2");
        config.setConnectTimeout((int) properties.connect().toMillis());
        config.setReadTimeout((int) read.toMillis());
        // Half a second for what is not the network: signing, and checking signatures.
        return new BoundedSdk(
                new DefaultAlipayClient(config), properties.connect().plus(read).plusMillis(500));
    }
}
