package io.jiaxiao.mall.supply.jd;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.mall.supply.DeliveryAreas;
import io.jiaxiao.mall.supply.ProductNotices;
import io.jiaxiao.mall.supply.StandingWords;
import io.jiaxiao.mall.supply.SupplyNotices;
import io.jiaxiao.mall.supply.call.Lanes;
import io.jiaxiao.starter.redis.Redis;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JdConfiguration {

    @Bean(destroyMethod = "close")
    JdClient jdClient(
            JdProperties account,
            Redis redis,
            ObjectProvider<DeliveryAreas> areas,
            StandingWords words,
            Clock clock,
            CircuitBreakerRegistry circuits,
            BulkheadRegistry places,
            RateLimiterRegistry rates) {
        var shelf = new RedisTokenShelf(
                redis,
                clock,
                account.clientId(),
                account.connect().plus(account.read()).multipliedBy(2));
        // Asked for late: the catalogue's map of areas is itself made of what channels like this one tell.
        DeliveryAreas mapped = (channel, divisionCode) -> {
            DeliveryAreas known = areas.getIfAvailable();
            return known == null ? Optional.empty() : known.area(channel, divisionCode);
        };
        return new JdClient(account, shelf, mapped, words, clock, Lanes.gate(JdChannel.NAME, circuits, places, rates));
    }

    @Bean
    JdChannel jdChannel(JdClient client) {
        return client.channel();
    }

    @Bean
    JdProducts jdProducts(JdClient client) {
        return client.products();
    }

    @Bean
    JdAfterSales jdAfterSales(JdClient client) {
        return client.afterSales();
    }

    @Bean
    JdAreas jdAreas(JdClient client) {
        return client.areas();
    }

    @Bean
    JdBooks jdBooks(JdClient client) {
        return client.books();
    }

    /** One instance at a time; a message nobody here can take is left where it is. */
    @Bean
    RecurringTask<Void> pullJdMessages(
            JdClient client,
            JdProperties account,
            ObjectProvider<SupplyNotices> ofOrders,
            ObjectProvider<ProductNotices> ofProducts) {
        return Tasks.recurring("jd-messages", FixedDelay.of(account.pullEvery()))
                .execute((instance, context) -> {
                    ofOrders.ifAvailable(client.messages()::ofOrders);
                    ofProducts.ifAvailable(client.messages()::ofProducts);
                    client.messages().ofNobody();
                });
    }
}
