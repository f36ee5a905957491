package io.jiaxiao.mall.redemption;

import io.jiaxiao.contracts.mall.MallAlarm;
import io.jiaxiao.mall.redemption.store.BalanceStore;
import io.jiaxiao.mall.supply.SupplyChannel;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks every channel for our money with it, and alarms people once before it is too little to order with. */
@Component
class WatchBalances {

    private static final Logger log = LoggerFactory.getLogger(WatchBalances.class);

    private final Channels channels;
    private final BalanceStore balances;
    private final Outbox outbox;
    private final RedemptionProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WatchBalances(
            Channels channels,
            BalanceStore balances,
            Outbox outbox,
            RedemptionProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.channels = channels;
        this.balances = balances;
        this.outbox = outbox;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** One round; a channel that does not say keeps its last word. */
    void run() {
        for (SupplyChannel channel : channels.all()) {
            try {
                OptionalLong balance = channel.balanceFen();
                balance.ifPresent(fen -> told(channel.name(), fen));
            } catch (RuntimeException e) {
                log.warn("the balance with {} cannot be had: {}", channel.name(), e.toString());
            }
        }
    }

    private void told(String channel, long fen) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean low = fen < properties.lowBalanceFen();
        transaction.executeWithoutResult(status -> {
            if (balances.store(channel, new BalanceStore.Balance(fen, low, now))) {
                outbox.append(new MallAlarm("CHANNEL_BALANCE", channel, "渠道预存款余额不足，请尽快充值", now));
            }
        });
    }
}
