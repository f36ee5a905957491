package io.jiaxiao.mall.points.earning;

import io.jiaxiao.contracts.mall.PointsEarned;
import io.jiaxiao.mall.points.EarnResult;
import io.jiaxiao.starter.inbox.EventSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Product lines that report by event. The line's key, not the inbox, makes a copy harmless: the ledger commits by itself. */
@Configuration(proxyBeanMethods = false)
class EarnedPoints {

    private static final long MOST = 1000;

    /**
     * An event no rule knows comes again, and is parked in the end: whoever adds the rule lets it in. So is one the ledger refuses,
     * for that is never the answer to a copy of what was granted; trying again does not help it, but an operator sees it.
     */
    @Bean
    EventSubscription<PointsEarned> takeEarnedPoints(EarnByRule earning) {
        return EventSubscription.work("mall-points-earned", PointsEarned.class, event -> {
            if (event.quantity() < 1 || event.quantity() > MOST) {
                throw new IllegalArgumentException("quantity " + event.quantity() + " of " + event.event());
            }
            EarnResult result = earning.earn(
                    event.line(),
                    event.key(),
                    Long.parseLong(event.personId()),
                    event.event(),
                    event.quantity(),
                    event.at());
            if (result instanceof EarnResult.Refused refused) {
                throw new IllegalStateException(refused.reason() + ": " + event.event() + " of " + event.line()
                        + " under key " + event.key() + " earns nothing");
            }
        });
    }
}
