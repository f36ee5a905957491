package io.jiaxiao.mall.redemption;

import io.jiaxiao.contracts.risk.Decision;
import io.jiaxiao.contracts.risk.DecisionApi;
import io.jiaxiao.contracts.risk.DecisionRequest;
import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.domain.RiskVerdict;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks risk before points are held, outside any transaction. Time limit and breaker are those of the Feign client named
 * {@code decisionApi}. Without an answer our own limits decide, and the order is marked for a later look.
 */
@Component
class RiskGate {

    private static final Logger log = LoggerFactory.getLogger(RiskGate.class);

    private final DecisionApi risk;
    private final RedemptionStore orders;
    private final OwnLimits limits;
    private final Clock clock;
    private final MeterRegistry meters;

    RiskGate(DecisionApi risk, RedemptionStore orders, OwnLimits limits, Clock clock, MeterRegistry meters) {
        this.risk = risk;
        this.orders = orders;
        this.limits = limits;
        this.clock = clock;
        this.meters = meters;
    }

    /** @param mobileIndex blind index of the number it concerns; null for none */
    record Asked(
            long orderId,
            long personId,
            Offer offer,
            int quantity,
            long points,
            @Nullable String mobileIndex,
            @Nullable String device,
            @Nullable String ip) {}

    /** @throws io.jiaxiao.kernel.RefusedException 422 for a rejection, 429 beyond our own limits while risk is away */
    RiskVerdict check(Asked asked) {
        Decision decision;
        try {
            decision = risk.decide(request(asked));
        } catch (RuntimeException e) {
            log.warn(
                    "risk did not answer for order {}: {}",
                    asked.orderId(),
                    rootOf(e).toString());
            return counted(degraded(asked));
        }
        if (decision.verdict() == Verdict.REJECT) {
            meters.counter("jiaxiao.redemptions.risk", "verdict", "REJECT").increment();
            Refusal no = decision.message().isBlank()
                    ? RedemptionRefusals.RISK
                    : Refusal.unprocessable(RedemptionRefusals.RISK.code(), decision.message());
            throw no.asException();
        }
        return counted(decision.verdict() == Verdict.REVIEW ? RiskVerdict.REVIEW : RiskVerdict.PASSED);
    }

    private DecisionRequest request(Asked asked) {
        return new DecisionRequest(
                Long.toString(asked.orderId()),
                Scene.REDEMPTION,
                Long.toString(asked.personId()),
                asked.device(),
                asked.mobileIndex(),
                asked.ip(),
                null,
                Map.of(
                        "points", asked.points(),
                        "quantity", asked.quantity(),
                        "channel", asked.offer().channel(),
                        "category", asked.offer().kind().name(),
                        "faceFen", asked.offer().faceFen(),
                        "skuId", Long.toString(asked.offer().skuId())),
                clock.instant());
    }

    /** Orders on their way are not seen here: {@link RedemptionCompanion} counts again under the account's lock. */
    private RiskVerdict degraded(Asked asked) {
        RedemptionStore.Spent spent = orders.spentSince(asked.personId(), OwnLimits.dayOf(clock.instant()));
        if (!limits.allow(spent, asked.points())) {
            meters.counter("jiaxiao.redemptions.risk", "verdict", "LIMITED").increment();
            throw RedemptionRefusals.DEGRADED.asException();
        }
        return RiskVerdict.DEGRADED;
    }

    private RiskVerdict counted(RiskVerdict verdict) {
        meters.counter("jiaxiao.redemptions.risk", "verdict", verdict.name()).increment();
        return verdict;
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
