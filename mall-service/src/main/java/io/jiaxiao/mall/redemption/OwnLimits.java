package io.jiaxiao.mall.redemption;

import io.jiaxiao.mall.day.BusinessDay;
import io.jiaxiao.mall.redemption.store.RedemptionStore.Spent;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What a person may redeem while risk is away. */
@Component
class OwnLimits {

    private final RedemptionProperties properties;

    OwnLimits(RedemptionProperties properties) {
        this.properties = properties;
    }

    /** @param spent by the person on the business day so far */
    boolean allow(Spent spent, long points) {
        RedemptionProperties.Degraded limits = properties.degraded();
        return points <= limits.mostPoints()
                && spent.orders() < limits.dayOrders()
                && spent.points() + points <= limits.dayPoints();
    }

    /** When the business day of this moment began. */
    static Instant dayOf(Instant moment) {
        return BusinessDay.startOf(BusinessDay.of(moment));
    }
}
