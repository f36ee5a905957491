package io.jiaxiao.risk.decision.web;

import io.jiaxiao.contracts.risk.Decision;
import io.jiaxiao.contracts.risk.DecisionAnswer;
import io.jiaxiao.contracts.risk.DecisionBatch;
import io.jiaxiao.contracts.risk.DecisionRequest;
import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.risk.decision.Decide;
import io.jiaxiao.risk.decision.DecideEach;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The server side of {@link io.jiaxiao.contracts.risk.DecisionApi}. */
@RestController
class DecisionController {

    /** So that what they show is how decisions are now; the usual two minutes mix it with what was. */
    private static final Duration PERCENTILES_OVER = Duration.ofSeconds(30);

    private final Decide decide;
    private final DecideEach decideEach;
    private final MeterRegistry meters;
    private final Map<Scene, Map<Verdict, Timer>> timers = new ConcurrentHashMap<>();

    DecisionController(Decide decide, DecideEach decideEach, MeterRegistry meters) {
        this.decide = decide;
        this.decideEach = decideEach;
        this.meters = meters;
    }

    @PostMapping("/internal/decisions")
    Decision decide(@Valid @RequestBody DecisionRequest request) {
        Timer.Sample time = Timer.start(meters);
        Decision decision = decide.decide(request);
        time.stop(timer(request.scene(), decision.verdict()));
        return decision;
    }

    @PostMapping("/internal/decisions/batches")
    List<DecisionAnswer> decideEach(@Valid @RequestBody DecisionBatch batch) {
        Timer.Sample time = Timer.start(meters);
        return decideEach.decide(batch.requests(), (scene, decision) -> time.stop(timer(scene, decision.verdict())));
    }

    private Timer timer(Scene scene, Verdict verdict) {
        return timers.computeIfAbsent(scene, one -> new ConcurrentHashMap<>())
                .computeIfAbsent(verdict, one -> made(scene, verdict));
    }

    private Timer made(Scene scene, Verdict verdict) {
        return Timer.builder("jiaxiao.risk.decision")
                .tag("scene", scene.name())
                .tag("verdict", verdict.name())
                .publishPercentiles(0.5, 0.99)
                .distributionStatisticExpiry(PERCENTILES_OVER)
                .register(meters);
    }
}
