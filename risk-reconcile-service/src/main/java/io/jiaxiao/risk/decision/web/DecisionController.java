package io.jiaxiao.risk.decision.web;

import io.jiaxiao.contracts.risk.Decision;
import io.jiaxiao.contracts.risk.DecisionRequest;
import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.risk.decision.Decide;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The server side of {@link io.jiaxiao.contracts.risk.DecisionApi}. */
@RestController
class DecisionController {

    private final Decide decide;
    private final MeterRegistry meters;
    private final Map<Scene, Map<Verdict, Timer>> timers = new ConcurrentHashMap<>();

    DecisionController(Decide decide, MeterRegistry meters) {
        this.decide = decide;
        this.meters = meters;
    }

    @PostMapping("/internal/decisions")
    Decision decide(@Valid @RequestBody DecisionRequest request) {
        Timer.Sample time = Timer.start(meters);
        Decision decision = decide.decide(request);
        time.stop(timers.computeIfAbsent(request.scene(), scene -> new ConcurrentHashMap<>())
                .computeIfAbsent(decision.verdict(), verdict -> timer(request.scene(), verdict)));
        return decision;
    }

    private Timer timer(Scene scene, Verdict verdict) {
        return Timer.builder("jiaxiao.risk.decision")
                .tag("scene", scene.name())
                .tag("verdict", verdict.name())
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }
}
