package io.jiaxiao.mall.redemption;

import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.SupplyStore;
import io.jiaxiao.mall.supply.SupplyChannel;
import io.jiaxiao.mall.supply.SupplyStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks a channel what became of an order, and acts on the answer. The only way out of UNKNOWN. */
@Component
class FollowOrder {

    private static final Logger log = LoggerFactory.getLogger(FollowOrder.class);

    private final RedemptionStore orders;
    private final StatusBook book;
    private final SupplyStore numbers;
    private final Channels channels;
    private final SettleOrder settlement;
    private final MeterRegistry meters;

    FollowOrder(
            RedemptionStore orders,
            StatusBook book,
            SupplyStore numbers,
            Channels channels,
            SettleOrder settlement,
            MeterRegistry meters) {
        this.orders = orders;
        this.book = book;
        this.numbers = numbers;
        this.channels = channels;
        this.settlement = settlement;
        this.meters = meters;
    }

    /** Does nothing for an order there is nothing to ask about. */
    void look(long id) {
        Optional<Redemption> found = orders.find(id).filter(order -> book.claimLook(order));
        if (found.isEmpty()) {
            return;
        }
        Redemption order = found.get();
        SupplyStatus status = ask(order);
        meters.counter("jiaxiao.supply.questions", "channel", order.channel(), "answer", nameOf(status))
                .increment();
        book.learned(order, status);
        settlement.settle(id);
    }

    private SupplyStatus ask(Redemption order) {
        Optional<SupplyChannel> channel = channels.find(order.channel());
        if (channel.isEmpty()) {
            return new SupplyStatus.Unknown("CHANNEL_MISSING");
        }
        try {
            return channel.get().query(numbers.supplyOrder(order));
        } catch (RuntimeException e) {
            log.error(
                    "channel {} threw over a question about {}: {}",
                    order.channel(),
                    order.supplyNumber(),
                    e.toString());
            return new SupplyStatus.Unknown("CHANNEL_THREW");
        }
    }

    private static String nameOf(SupplyStatus status) {
        return switch (status) {
            case SupplyStatus.Processing ignored -> "processing";
            case SupplyStatus.Fulfilled ignored -> "fulfilled";
            case SupplyStatus.Failed ignored -> "failed";
            case SupplyStatus.NotFound ignored -> "not-found";
            case SupplyStatus.Reversed ignored -> "reversed";
            case SupplyStatus.Unknown ignored -> "unknown";
        };
    }
}
