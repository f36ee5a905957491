package io.jiaxiao.mall.redemption;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.jiaxiao.contracts.risk.Decision;
import io.jiaxiao.contracts.risk.DecisionRequest;
import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.domain.RiskVerdict;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks risk before points are held, outside any transaction. Time limit and breaker of a call are those of the Feign client named
 * {@code decisionApi}. Without an answer, or with one that only says that risk could not count, our own limits decide, and
 * the order is marked for a later look.
 */
@Component
class RiskGate {

    private static final Logger log = LoggerFactory.getLogger(RiskGate.class);

    /** What risk says when the only trouble is that its windows could not be read. */
    private static final List<String> UNCOUNTED = List.of("DEGRADED");

    private final RiskDecisions risk;
    private final OwnLimits limits;
    private final Clock clock;
    private final MeterRegistry meters;

    RiskGate(RiskDecisions risk, OwnLimits limits, Clock clock, MeterRegistry meters) {
        this.risk = risk;
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
        } catch (RuntimeException | TimeoutException e) {
            Throwable why = rootOf(e);
            if (!(why instanceof CallNotPermittedException)) {
                log.warn("risk did not answer for order {}: {}", asked.orderId(), why.toString());
            }
            return degraded(asked);
        }
        if (decision.verdict() == Verdict.REJECT) {
            meters.counter("jiaxiao.redemptions.risk", "verdict", "REJECT").increment();
            Refusal no = decision.message().isBlank()
                    ? RedemptionRefusals.RISK
                    : Refusal.unprocessable(RedemptionRefusals.RISK.code(), decision.message());
            throw no.asException();
        }
        if (decision.verdict() != Verdict.REVIEW) {
            return counted(RiskVerdict.PASSED);
        }
        // Without its windows risk wants everything looked at: redeeming would stand still until people have done so.
        return decision.rules().equals(UNCOUNTED) ? degraded(asked) : counted(RiskVerdict.REVIEW);
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
                        "kind", asked.offer().kind().name(),
                        "sku", Long.toString(asked.offer().skuId())),
                clock.instant());
    }

    /** What the person redeemed before is counted under the account's lock, by {@link RedemptionCompanion}. */
    private RiskVerdict degraded(Asked asked) {
        if (!limits.allow(RedemptionStore.Spent.NOTHING, asked.points())) {
            throw limited();
        }
        return counted(RiskVerdict.DEGRADED);
    }

    /** Counted here or by whoever found it under the lock. */
    RefusedException limited() {
        meters.counter("jiaxiao.redemptions.risk", "verdict", "LIMITED").increment();
        return RedemptionRefusals.DEGRADED.asException();
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
