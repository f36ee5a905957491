package io.jiaxiao.risk.decision;

import io.jiaxiao.contracts.risk.Decision;
import io.jiaxiao.contracts.risk.DecisionAnswer;
import io.jiaxiao.contracts.risk.DecisionRequest;
import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.risk.decision.Decide.Asked;
import io.jiaxiao.risk.rulebook.domain.SceneRules;
import io.jiaxiao.risk.window.WindowReading;
import io.jiaxiao.risk.window.Windows;
import jakarta.annotation.PreDestroy;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Several decisions asked for in one call. Each is what {@link Decide} would have said to it alone; only the round trip to Redis
 * is shared. One that is wrong, or whose store fails, is refused alone.
 */
@Service
public class DecideEach {

    private static final Logger log = LoggerFactory.getLogger(DecideEach.class);
    private static final Refusal TRY_AGAIN = Refusal.unavailable("TRY_AGAIN", "系统繁忙，请稍后再试");

    private final Decide decide;
    private final Windows windows;
    private final Validator validator;
    private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();

    DecideEach(Decide decide, Windows windows, Validator validator) {
        this.decide = decide;
        this.windows = windows;
        this.validator = validator;
    }

    @PreDestroy
    void stop() {
        answering.close();
    }

    /**
     * @param decided told of each decision when it was made, on the thread that made it
     * @return what became of each, in the order of the requests
     */
    public List<DecisionAnswer> decide(List<DecisionRequest> requests, BiConsumer<Scene, Decision> decided) {
        List<CompletableFuture<DecisionAnswer>> answers = new ArrayList<>();
        Map<SceneRules, List<Open>> open = new IdentityHashMap<>();
        for (DecisionRequest request : requests) {
            var answer = new CompletableFuture<DecisionAnswer>();
            answers.add(answer);
            try {
                Asked asked = asked(request);
                open.computeIfAbsent(asked.rules(), rules -> new ArrayList<>()).add(new Open(asked, answer));
            } catch (RefusedException no) {
                answer.complete(DecisionAnswer.of(no.refusal()));
            }
        }
        open.forEach((rules, all) -> answer(rules, all, decided));
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private record Open(Asked asked, CompletableFuture<DecisionAnswer> answer) {}

    private Asked asked(DecisionRequest request) {
        Set<ConstraintViolation<DecisionRequest>> wrong = validator.validate(request);
        if (!wrong.isEmpty()) {
            String fields = wrong.stream()
                    .map(violation -> violation.getPropertyPath().toString())
                    .sorted()
                    .distinct()
                    .collect(Collectors.joining("、"));
            throw Refusal.invalid("INVALID_REQUEST", "请求内容有误，请检查：" + fields).asException();
        }
        return decide.asked(request);
    }

    private void answer(SceneRules rules, List<Open> all, BiConsumer<Scene, Decision> decided) {
        List<WindowReading> readings = windows.countEach(
                rules.vocabulary().scene(),
                all.stream().map(one -> one.asked().counted()).toList(),
                rules.vocabulary().windows());
        for (int i = 0; i < readings.size(); i++) {
            Asked asked = all.get(i).asked();
            WindowReading reading = readings.get(i);
            // A hit is stored before it is answered: nobody is to wait for another's.
            all.get(i).answer().completeAsync(() -> answer(asked, reading, decided), answering);
        }
    }

    private DecisionAnswer answer(Asked asked, WindowReading reading, BiConsumer<Scene, Decision> decided) {
        try {
            Decision decision = decide.answer(asked, reading);
            decided.accept(asked.request().scene(), decision);
            return DecisionAnswer.of(decision);
        } catch (RefusedException no) {
            return DecisionAnswer.of(no.refusal());
        } catch (RuntimeException e) {
            log.warn("event {} could not be decided: {}", asked.request().eventId(), e.toString());
            return DecisionAnswer.of(TRY_AGAIN);
        }
    }
}
