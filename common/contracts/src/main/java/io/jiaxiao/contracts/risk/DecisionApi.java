package io.jiaxiao.contracts.risk;

import java.util.List;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Asks whether something may happen, in milliseconds. Keyed by {@link DecisionRequest#eventId()} within its scene.
 *
 * <p>What a caller does without it: its own local limits decide, and it marks what it let through for later review.
 */
@FeignClient(name = "risk-reconcile-service", contextId = "decisionApi")
public interface DecisionApi {

    /** @throws io.jiaxiao.kernel.RefusedException 422 when the event id was used with other facts */
    @PostMapping("/internal/decisions")
    Decision decide(@RequestBody DecisionRequest request);

    /** @return what became of each, in the order of the requests */
    @PostMapping("/internal/decisions/batches")
    List<DecisionAnswer> decideEach(@RequestBody DecisionBatch batch);
}
