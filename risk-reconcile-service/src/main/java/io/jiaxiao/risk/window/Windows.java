package io.jiaxiao.risk.window;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.risk.rulebook.domain.WindowDefinition;
import io.jiaxiao.starter.redis.Redis;
import io.jiaxiao.starter.redis.RedisAwayException;
import io.jiaxiao.starter.redis.ScriptForEach;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.redisson.api.RScript;
import org.redisson.client.codec.StringCodec;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;

/**
 * Counts in Redis. All windows of an event are read and counted by one script in one round trip. Without Redis a decision
 * waits at most the patience, and after some of those not at all: the breaker {@code risk-windows} is open then.
 */
@Service
public class Windows {

    /** Longer ago than that, Redis may not have heard of what was stored since. */
    private static final Duration LAG = Duration.ofSeconds(10);

    /** A decision made while Redis was away is stored at most so much later. */
    private static final Duration STORED_WITHIN = Duration.ofSeconds(1);

    private final Redis redis;
    private final WindowProperties properties;
    private final CircuitBreaker breaker;
    private final MeterRegistry meters;
    private final Clock clock;
    private final RedisTrouble trouble;
    private final String script;
    private final Map<Scene, WindowPlan> plans = new ConcurrentHashMap<>();

    /** What is decided then is unknown to Redis until it is told. */
    private volatile Instant awayAt;

    Windows(
            Redis redis,
            WindowProperties properties,
            CircuitBreakerRegistry breakers,
            MeterRegistry meters,
            Clock clock) {
        this.redis = redis;
        this.properties = properties;
        this.breaker = breakers.circuitBreaker("risk-windows");
        this.meters = meters;
        this.clock = clock;
        this.trouble = new RedisTrouble(clock);
        this.script = script();
        this.awayAt = clock.instant();
    }

    private static String script() {
        try {
            return new ClassPathResource("io/jiaxiao/risk/window/count.lua").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public WindowReading count(CountedEvent event, List<WindowDefinition> windows) {
        var call = new WindowCall(event, plan(event.scene(), windows));
        try {
            return breaker.executeCallable(() -> call.read(ask(call), this::isComplete));
        } catch (Exception e) {
            // refused, cut off, too slow or not asked because the breaker is open: for a decision it is all the same
            trouble.met(e);
            return away();
        }
    }

    /**
     * The same for several events of one scene, in one round trip.
     *
     * @return in the order of the events
     */
    public List<WindowReading> countEach(Scene scene, List<CountedEvent> events, List<WindowDefinition> windows) {
        WindowPlan plan = plan(scene, windows);
        List<WindowCall> calls =
                events.stream().map(event -> new WindowCall(event, plan)).toList();
        List<ScriptForEach.Answer> answers;
        try {
            answers = breaker.executeCallable(() -> ask(plan.scriptForEach(), calls));
        } catch (Exception e) {
            trouble.met(e);
            return calls.stream().map(call -> away()).toList();
        }
        return IntStream.range(0, calls.size())
                .mapToObj(i -> switch (answers.get(i)) {
                    case ScriptForEach.Answer.Done(String answer) ->
                        calls.get(i).read(answer, this::isComplete);
                    case ScriptForEach.Answer.Failed(String error) -> {
                        trouble.met(error);
                        yield away();
                    }
                })
                .toList();
    }

    /** What Redis last answered instead of counting, or how it did not answer; empty when that was before then. */
    public Optional<String> troubleSince(Instant then) {
        return trouble.since(then);
    }

    private WindowPlan plan(Scene scene, List<WindowDefinition> windows) {
        WindowPlan known = plans.get(scene);
        if (known != null && known.isOf(windows)) {
            return known;
        }
        var plan = new WindowPlan(scene, windows, script, properties.remember());
        plans.put(scene, plan);
        return plan;
    }

    private boolean isComplete(Instant storedUpTo) {
        return Duration.between(storedUpTo, clock.instant()).abs().compareTo(LAG) < 0
                && storedUpTo.isAfter(awayAt.plus(STORED_WITHIN));
    }

    private WindowReading away() {
        awayAt = clock.instant();
        meters.counter("jiaxiao.risk.windows.away").increment();
        return new WindowReading.Away();
    }

    private String ask(WindowCall call) throws RedisAwayException {
        return redis.ask(properties.patience(), client -> client.getScript(StringCodec.INSTANCE)
                .evalAsync(
                        RScript.Mode.READ_WRITE,
                        call.script(),
                        RScript.ReturnType.VALUE,
                        call.keys(),
                        call.arguments().toArray()));
    }

    private List<ScriptForEach.Answer> ask(ScriptForEach script, List<WindowCall> calls) throws RedisAwayException {
        List<ScriptForEach.Caller> callers = calls.stream()
                .map(call -> new ScriptForEach.Caller(call.keys(), call.arguments()))
                .toList();
        return redis.ask(properties.patience(), client -> script.run(client, callers));
    }
}
