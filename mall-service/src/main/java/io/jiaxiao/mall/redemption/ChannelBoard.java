package io.jiaxiao.mall.redemption;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.store.SearchStore;
import io.jiaxiao.mall.supply.SupplyChannel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How each channel is: its money, its breakers, what waits for it. */
@Service
public class ChannelBoard {

    private final Channels channels;
    private final SearchStore search;
    private final CircuitBreakerRegistry breakers;

    ChannelBoard(Channels channels, SearchStore search, CircuitBreakerRegistry breakers) {
        this.channels = channels;
        this.search = search;
        this.breakers = breakers;
    }

    /**
     * One channel.
     *
     * @param balanceFen in fen; null when it cannot be had now
     * @param breakers   every breaker that bears the channel's name
     * @param busy       calls open to it from this instance
     * @param orders     orders under way, by state
     */
    public record ChannelHealth(
            String name,
            @Nullable Long balanceFen,
            List<Breaker> breakers,
            int busy,
            Map<RedemptionState, Long> orders) {}

    /** @param failureRate in percent; null before enough calls were made */
    public record Breaker(String name, String state, @Nullable Float failureRate) {}

    public List<ChannelHealth> all() {
        List<SearchStore.Queue> queues = search.queues();
        return channels.all().stream().map(channel -> health(channel, queues)).toList();
    }

    private ChannelHealth health(SupplyChannel channel, List<SearchStore.Queue> queues) {
        Map<RedemptionState, Long> orders = new EnumMap<>(RedemptionState.class);
        queues.stream()
                .filter(queue -> queue.channel().equals(channel.name()))
                .forEach(queue -> orders.put(queue.state(), queue.orders()));
        List<Breaker> own = breakers.getAllCircuitBreakers().stream()
                .filter(breaker -> breaker.getName().contains(channel.name()))
                .map(ChannelBoard::breaker)
                .toList();
        return new ChannelHealth(channel.name(), balance(channel), own, channels.busy(channel.name()), orders);
    }

    private static @Nullable Long balance(SupplyChannel channel) {
        OptionalLong balance = channel.balanceFen();
        return balance.isPresent() ? balance.getAsLong() : null;
    }

    private static Breaker breaker(CircuitBreaker breaker) {
        float rate = breaker.getMetrics().getFailureRate();
        return new Breaker(breaker.getName(), breaker.getState().name(), rate < 0 ? null : rate);
    }
}
