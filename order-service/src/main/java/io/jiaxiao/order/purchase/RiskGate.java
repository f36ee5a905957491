package io.jiaxiao.order.purchase;

import io.jiaxiao.contracts.risk.Decision;
import io.jiaxiao.contracts.risk.DecisionApi;
import io.jiaxiao.contracts.risk.DecisionRequest;
import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.kernel.Money;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.purchase.domain.RiskVerdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks risk before a purchase is made, outside any transaction. Time limit and breaker are those of the Feign client named
 * {@code decisionApi}. Without an answer our own limits decide, and the purchase is marked for a later look.
 */
@Component
class RiskGate {

    private static final Logger log = LoggerFactory.getLogger(RiskGate.class);

    private final DecisionApi risk;
    private final OwnLimits limits;
    private final Clock clock;
    private final MeterRegistry meters;

    RiskGate(DecisionApi risk, OwnLimits limits, Clock clock, MeterRegistry meters) {
        this.risk = risk;
        this.limits = limits;
        this.clock = clock;
        this.meters = meters;
    }

    /** What is about to be bought. */
    record Asked(
            long purchaseId,
            long personId,
            String schoolId,
            String productCode,
            PayMethod method,
            Money price,
            @Nullable String device,
            @Nullable String ip) {}

    /** @throws io.jiaxiao.kernel.RefusedException 422 for a rejection, 429 beyond our own limits while risk is away */
    RiskVerdict check(Asked asked) {
        Decision decision;
        try {
            decision = risk.decide(request(asked));
        } catch (RuntimeException e) {
            log.warn("risk did not answer for purchase {}: {}", asked.purchaseId(), e.toString());
            limits.require(asked.personId(), asked.price());
            limits.prepare(asked.personId());
            return counted(RiskVerdict.DEGRADED);
        }
        if (decision.verdict() == Verdict.REJECT) {
            meters.counter("jiaxiao.purchases.risk", "verdict", "REJECT").increment();
            Refusal no = decision.message().isBlank()
                    ? PurchaseRefusals.RISK
                    : Refusal.unprocessable(PurchaseRefusals.RISK.code(), decision.message());
            throw no.asException();
        }
        return counted(decision.verdict() == Verdict.REVIEW ? RiskVerdict.REVIEW : RiskVerdict.PASSED);
    }

    private DecisionRequest request(Asked asked) {
        return new DecisionRequest(
                Long.toString(asked.purchaseId()),
                Scene.SUBSCRIPTION,
                Long.toString(asked.personId()),
                asked.device(),
                null,
                asked.ip(),
                asked.schoolId(),
                Map.of(
                        "priceFen", asked.price().fen(),
                        "product", asked.productCode(),
                        "payment", asked.method().name()),
                clock.instant());
    }

    private RiskVerdict counted(RiskVerdict verdict) {
        meters.counter("jiaxiao.purchases.risk", "verdict", verdict.name()).increment();
        return verdict;
    }
}
