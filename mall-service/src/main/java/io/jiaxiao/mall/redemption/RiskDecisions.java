package io.jiaxiao.mall.redemption;

import io.jiaxiao.contracts.risk.Decision;
import io.jiaxiao.contracts.risk.DecisionAnswer;
import io.jiaxiao.contracts.risk.DecisionApi;
import io.jiaxiao.contracts.risk.DecisionBatch;
import io.jiaxiao.contracts.risk.DecisionRequest;
import io.jiaxiao.starter.gather.Gathered;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Asks risk. Who wants to know while a call is under way is in the next one (ADR 32): a call costs both services several times what
 * a decision does.
 */
@Component
class RiskDecisions {

    private final DecisionApi risk;
    private final Duration patience;
    private final Gathered<DecisionRequest, DecisionAnswer> calls;

    RiskDecisions(DecisionApi risk, RedemptionProperties properties) {
        this.risk = risk;
        this.patience = properties.riskPatience();
        this.calls = new Gathered<>("risk-decisions", DecisionBatch.MOST, this::decideEach);
    }

    @PreDestroy
    void stop() {
        calls.close();
    }

    /**
     * @throws io.jiaxiao.kernel.RefusedException as risk refused this one
     * @throws RuntimeException as the call it was in failed
     * @throws TimeoutException no answer within the patience; it may have been counted
     */
    Decision decide(DecisionRequest request) throws TimeoutException {
        CompletableFuture<Optional<DecisionAnswer>> answer = calls.find(request);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .orElseThrow()
                    .orThrow();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            answer.cancel(false);
        }
    }

    private Map<DecisionRequest, DecisionAnswer> decideEach(List<DecisionRequest> requests) {
        List<DecisionAnswer> answers = risk.decideEach(new DecisionBatch(requests));
        Map<DecisionRequest, DecisionAnswer> byRequest = new HashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            byRequest.put(requests.get(i), answers.get(i));
        }
        return byRequest;
    }
}
