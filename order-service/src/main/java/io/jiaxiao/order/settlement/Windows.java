package io.jiaxiao.order.settlement;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.settlement.domain.Channel;
import io.jiaxiao.order.settlement.store.SettlementStore;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * Which movements of ours a day must account for when its partner's file names none of them. Two clocks never agree at midnight,
 * so what moved in the last minutes of a day is left to the next one, which knows the files of both days (partners.md 3.7).
 */
@Component
class Windows {

    private final SettlementStore store;
    private final SettlementProperties properties;

    Windows(SettlementStore store, SettlementProperties properties) {
        this.store = store;
        this.properties = properties;
    }

    /** @param until the first moment behind it */
    record Window(Instant from, Instant until) {}

    Window of(Channel channel, LocalDate day) {
        Instant start = BusinessDay.startOf(day);
        // Without the file of the day before, nobody knows what of the first minutes stands in it.
        Instant from = store.isCompared(channel, day.minusDays(1))
                ? start.minus(properties.midnight())
                : start.plus(properties.midnight());
        return new Window(from, BusinessDay.startOf(day.plusDays(1)).minus(properties.midnight()));
    }
}
