package io.jiaxiao.mall.redemption;

import io.jiaxiao.mall.redemption.store.RedemptionStore.Spent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** What a person may redeem while risk is away. */
@Component
class OwnLimits {

    private static final ZoneId BUSINESS_ZONE = ZoneId.of("Asia/Shanghai");

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
        return LocalDate.ofInstant(moment, BUSINESS_ZONE)
                .atStartOfDay(BUSINESS_ZONE)
                .toInstant();
    }
}
