package io.jiaxiao.mall.supply.jd;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.mall.supply.AfterSales;
import io.jiaxiao.mall.supply.AreaSource;
import io.jiaxiao.mall.supply.ProductSource;
import io.jiaxiao.mall.supply.StandingWords;
import io.jiaxiao.mall.supply.SupplyChannel;
import io.jiaxiao.mall.supply.fixture.SharedWords;
import io.jiaxiao.starter.redis.Redis;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class JdWiringTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(JdProperties.class)
    static class Settings {}

    /** With nothing but the service's own application.yml: neither JD nor Redis has to be there for it to start. */
    @Test
    void theServicesOwnSettings_makeTheChannel_withoutAnythingBeingThere() {
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withUserConfiguration(Settings.class, JdConfiguration.class)
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(StandingWords.class, SharedWords::new)
                .withBean(Redis.class, () -> new Redis("redis://127.0.0.1:9", 8))
                .withBean(CircuitBreakerRegistry.class, CircuitBreakerRegistry::ofDefaults)
                .withBean(BulkheadRegistry.class, BulkheadRegistry::ofDefaults)
                .withBean(RateLimiterRegistry.class, RateLimiterRegistry::ofDefaults)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(SupplyChannel.class).name()).isEqualTo("jd");
                    assertThat(context.getBean(ProductSource.class).name()).isEqualTo("jd");
                    assertThat(context.getBean(AreaSource.class).name()).isEqualTo("jd");
                    assertThat(context.getBean(AfterSales.class).channel()).isEqualTo("jd");
                    assertThat(context.getBean(RecurringTask.class).getName()).isEqualTo("jd-messages");
                    JdProperties account = context.getBean(JdProperties.class);
                    assertThat(account.pool()).isEqualTo("10002");
                    assertThat(account.read()).isEqualTo(Duration.ofSeconds(5));
                });
    }
}
