package io.jiaxiao.risk.decision;

import io.jiaxiao.contracts.risk.Decision;
import io.jiaxiao.contracts.risk.DecisionRequest;
import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.risk.decision.domain.DecisionRecord;
import io.jiaxiao.risk.decision.domain.Judgement;
import io.jiaxiao.risk.decision.domain.KeptBecause;
import io.jiaxiao.risk.decision.store.DecisionStore;
import io.jiaxiao.risk.listing.Lists;
import io.jiaxiao.risk.listing.domain.ListKind;
import io.jiaxiao.risk.rulebook.RuleBook;
import io.jiaxiao.risk.rulebook.domain.Dimension;
import io.jiaxiao.risk.rulebook.domain.FactReading;
import io.jiaxiao.risk.rulebook.domain.Inputs;
import io.jiaxiao.risk.rulebook.domain.SceneRules;
import io.jiaxiao.risk.rulebook.domain.SceneRules.Finding;
import io.jiaxiao.risk.window.CountedEvent;
import io.jiaxiao.risk.window.WindowReading;
import io.jiaxiao.risk.window.Windows;
import io.jiaxiao.starter.ids.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether something may happen (requirement K1). One round trip to Redis for all windows, the rules in memory; what hits is
 * stored before it is answered. The database is looked into for a decision of the event when Redis does not say that there is
 * none: for a copy, or while Redis is away or does not know yet what was stored (ADR 13).
 */
@Service
public class Decide {

    private static final Refusal OTHER_FACTS = Refusal.unprocessable("EVENT_REUSED", "该事件编号已用于另一事件，请更换编号");

    private final RuleBook book;
    private final Lists lists;
    private final Windows windows;
    private final DecisionStore store;
    private final PassSamples samples;
    private final DecisionProperties properties;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    Decide(
            RuleBook book,
            Lists lists,
            Windows windows,
            DecisionStore store,
            PassSamples samples,
            DecisionProperties properties,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.book = book;
        this.lists = lists;
        this.windows = windows;
        this.store = store;
        this.samples = samples;
        this.properties = properties;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @throws io.jiaxiao.kernel.RefusedException 422 when the event id was used with other facts, 400 for facts that are
     *     neither whole numbers, texts nor booleans
     */
    public Decision decide(DecisionRequest request) {
        Asked asked = asked(request);
        return answer(
                asked, windows.count(asked.counted(), asked.rules().vocabulary().windows()));
    }

    /** What is asked, checked and with the rules of this moment. */
    record Asked(DecisionRequest request, SceneRules rules, CountedEvent counted, Instant now) {}

    /** @throws io.jiaxiao.kernel.RefusedException 400 as {@link #decide} */
    Asked asked(DecisionRequest request) {
        Map<String, Object> facts = facts(request);
        String fingerprint = Fingerprint.of(request, facts);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = withinTolerance(request.at(), now);
        Function<Dimension, @Nullable String> values = dimension -> value(request, dimension);
        var counted = new CountedEvent(request.scene(), request.eventId(), fingerprint, ids.next(), values, facts, at);
        return new Asked(request, book.of(request.scene()), counted, now);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 422 as {@link #decide} */
    Decision answer(Asked asked, WindowReading reading) {
        CountedEvent event = asked.counted();
        if (mayBeStored(reading)) {
            Optional<DecisionStore.Known> known = store.known(event.scene(), event.eventId());
            if (known.isPresent()) {
                return copyOf(known.get(), event.fingerprint());
            }
        }
        return switch (reading) {
            case WindowReading.OtherEvent ignored -> throw OTHER_FACTS.asException();
            case WindowReading.Read(long firstId, Map<String, Long> windowed, boolean ignored) ->
                conclude(firstId, asked, inputs(asked, windowed), false);
            case WindowReading.Away ignored -> conclude(event.decisionId(), asked, inputs(asked, Map.of()), true);
        };
    }

    private static boolean mayBeStored(WindowReading reading) {
        return !(reading instanceof WindowReading.Read read && read.surelyNew());
    }

    private static Map<String, Object> facts(DecisionRequest request) {
        return switch (FactReading.of(request.facts())) {
            case FactReading.Fine(Map<String, Object> facts) -> facts;
            case FactReading.Wrong(var names) ->
                throw Refusal.invalid("FACTS_INVALID", "facts 的值只能是整数、不超过 256 字的文本或布尔值：" + String.join("、", names))
                        .asException();
        };
    }

    private static Decision copyOf(DecisionStore.Known known, String fingerprint) {
        if (!known.fingerprint().equals(fingerprint)) {
            throw OTHER_FACTS.asException();
        }
        return known.decision();
    }

    private Decision conclude(long id, Asked asked, Inputs inputs, boolean away) {
        SceneRules rules = asked.rules();
        String fingerprint = asked.counted().fingerprint();
        Scene scene = rules.vocabulary().scene();
        Finding finding = rules.look(inputs);
        boolean degraded = away && !rules.vocabulary().windows().isEmpty();
        Verdict least = degraded && rules.decideByWindows() ? properties.whenDegraded(scene) : Verdict.PASS;
        Judgement judgement = Judgement.of(finding.hits(), least);
        var decision = new Decision(Long.toString(id), judgement.verdict(), judgement.rules(), judgement.message());
        boolean hit = !finding.hits().isEmpty();
        if (!hit && !degraded && !sampled(fingerprint)) {
            return decision;
        }
        KeptBecause kept = degraded ? KeptBecause.DEGRADED : hit ? KeptBecause.HIT : KeptBecause.SAMPLE;
        var record = new DecisionRecord(
                decision.decisionId(),
                scene,
                judgement.verdict(),
                judgement.rules(),
                judgement.message(),
                kept,
                kept == KeptBecause.SAMPLE ? properties.sampleOneIn() : 1,
                degraded,
                inputs,
                finding.hits(),
                finding.undecided(),
                asked.now());
        if (!hit && judgement.verdict() == Verdict.PASS) {
            samples.add(record, fingerprint);
            return decision;
        }
        return store(record, fingerprint, decision);
    }

    /** Of several copies of one event the first to be stored is the decision of all. */
    private Decision store(DecisionRecord record, String fingerprint, Decision decision) {
        try {
            if (record.hits().isEmpty()) {
                store.insert(record, fingerprint);
            } else {
                transaction.executeWithoutResult(status -> store.insert(record, fingerprint));
            }
            return decision;
        } catch (DuplicateKeyException e) {
            return store.known(record.scene(), record.inputs().eventId())
                    .map(known -> copyOf(known, fingerprint))
                    .orElseThrow(() -> e);
        }
    }

    /** The same for all copies of an event. */
    private boolean sampled(String fingerprint) {
        int oneIn = properties.sampleOneIn();
        return oneIn > 0 && Integer.parseInt(fingerprint.substring(0, 7), 16) % oneIn == 0;
    }

    private Instant withinTolerance(Instant at, Instant now) {
        return Duration.between(at, now).abs().compareTo(properties.tolerance()) > 0
                ? now
                : at.truncatedTo(ChronoUnit.MILLIS);
    }

    private Inputs inputs(Asked asked, Map<String, Long> windowed) {
        DecisionRequest request = asked.request();
        CountedEvent event = asked.counted();
        Function<Dimension, @Nullable String> values = event.values();
        Set<Dimension> blocked = lists.matched(ListKind.BLOCK, values);
        Set<Dimension> allowed = lists.matched(ListKind.ALLOW, values);
        return new Inputs(
                request.eventId(),
                request.personId(),
                request.device(),
                request.mobileIndex(),
                request.ip(),
                request.schoolId(),
                event.at(),
                event.facts(),
                windowed,
                blocked,
                allowed);
    }

    private static @Nullable String value(DecisionRequest request, Dimension dimension) {
        return switch (dimension) {
            case PERSON -> request.personId();
            case DEVICE -> request.device();
            case MOBILE_INDEX -> request.mobileIndex();
            case IP -> request.ip();
            case SCHOOL -> request.schoolId();
        };
    }
}
