package io.jiaxiao.mall.redemption;

import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.store.SupplyStore;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.SupplyChannel;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings one accepted order to its channel. May be called for any order at any time, by any number of threads and instances:
 * the claim lets one of them through. Nothing is held open across the call.
 */
@Component
class PlaceOrder {

    private static final Logger log = LoggerFactory.getLogger(PlaceOrder.class);

    private final SupplyBook book;
    private final SupplyStore numbers;
    private final Channels channels;
    private final SettleOrder settlement;
    private final MeterRegistry meters;

    PlaceOrder(SupplyBook book, SupplyStore numbers, Channels channels, SettleOrder settlement, MeterRegistry meters) {
        this.book = book;
        this.numbers = numbers;
        this.channels = channels;
        this.settlement = settlement;
        this.meters = meters;
    }

    /** False when there was nothing to place. */
    boolean place(long id) {
        Optional<Redemption> claimed = book.claim(id);
        if (claimed.isEmpty()) {
            return false;
        }
        Redemption order = claimed.get();
        Placement answer = ask(order, numbers.supplyOrder(order));
        meters.counter("jiaxiao.supply.placements", "channel", order.channel(), "answer", nameOf(answer))
                .increment();
        book.answered(order, answer);
        settlement.settle(id);
        return true;
    }

    private Placement ask(Redemption order, SupplyOrder supply) {
        Optional<SupplyChannel> channel = channels.find(order.channel());
        if (channel.isEmpty()) {
            return new Placement.Refused("CHANNEL_MISSING", "没有这个渠道", false);
        }
        try {
            return channel.get().place(supply);
        } catch (RuntimeException e) {
            // A channel never throws; one that does may have ordered.
            log.error("channel {} threw over {}: {}", order.channel(), order.supplyNumber(), e.toString());
            return new Placement.Unknown("CHANNEL_THREW");
        }
    }

    private static String nameOf(Placement answer) {
        return switch (answer) {
            case Placement.Accepted ignored -> "accepted";
            case Placement.Refused ignored -> "refused";
            case Placement.Unknown ignored -> "unknown";
        };
    }
}
