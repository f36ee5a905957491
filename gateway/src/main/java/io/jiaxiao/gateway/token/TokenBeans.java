package io.jiaxiao.gateway.token;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.jiaxiao.gateway.upstream.Upstreams;
import io.jiaxiao.starter.security.Audiences;
import io.jiaxiao.starter.security.SecurityProperties;
import io.jiaxiao.starter.security.TokenDecoders;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TokenBeans {

    /** A key that is withdrawn stops working within this time. */
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private static final int MOST_REMEMBERED = 20_000;

    @Bean
    PlatformKeys platformKeys(
            Upstreams upstreams, SecurityProperties properties, ScheduledExecutorService housekeeping) {
        return new PlatformKeys(() -> upstreams.text(properties.identityService(), "/auth/jwks"), housekeeping);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> keysSoon(PlatformKeys keys) {
        return ready -> keys.fetchSoon();
    }

    @Bean
    TokenCheck tokenCheck(PlatformKeys keys, SecurityProperties properties, Clock clock) {
        var decoder = TokenDecoders.decoder(keys.source(), properties.issuer(), List.of(Audiences.API, Audiences.OPEN));
        return new TokenCheck(
                decoder,
                keys,
                Caffeine.newBuilder()
                        .maximumSize(MOST_REMEMBERED)
                        .expireAfterWrite(REMEMBERED)
                        .build(),
                clock);
    }
}
