package io.jiaxiao.risk.replay;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.risk.decision.ReadDecisions;
import io.jiaxiao.risk.replay.domain.ReplayJob;
import io.jiaxiao.risk.replay.domain.ReplaySample;
import io.jiaxiao.risk.replay.domain.ReplayState;
import io.jiaxiao.risk.replay.domain.Tally;
import io.jiaxiao.risk.replay.store.ReplayStore;
import io.jiaxiao.risk.rulebook.ReadRules;
import io.jiaxiao.risk.rulebook.domain.RuleText;
import io.jiaxiao.risk.time.AskedTimes;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What would a version have done? Ordered here, run behind, read here (requirement K2). */
@Service
public class OrderReplay {

    private static final Duration LONGEST = Duration.ofDays(31);

    private static final Refusal UNKNOWN = Refusal.notFound("REPLAY_UNKNOWN", "没有这个回放任务");
    private static final Refusal SPAN = Refusal.invalid("SPAN_INVALID", "回放时间段 from 须早于 until，最长 31 天，且不晚于现在");

    private final ReplayStore replays;
    private final ReadRules rules;
    private final ReadDecisions decisions;
    private final Scheduler scheduler;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;
    private final TransactionTemplate transaction;

    OrderReplay(
            ReplayStore replays,
            ReadRules rules,
            ReadDecisions decisions,
            @Lazy Scheduler scheduler,
            AuditTrail audit,
            Ids ids,
            Clock clock,
            TransactionTemplate transaction) {
        this.replays = replays;
        this.rules = rules;
        this.decisions = decisions;
        this.scheduler = scheduler;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * @param version in any state, usually a draft; what it says now is run, whatever becomes of the draft meanwhile
     * @throws io.jiaxiao.kernel.RefusedException 404 for a version there is not, 400 for a time that is none, 422 for a
     *     version that does not compile
     */
    public ReplayJob order(Caller caller, String rule, int version, Instant from, Instant until) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AskedTimes.inTime("from", from, now);
        AskedTimes.inTime("until", until, now);
        if (!from.isBefore(until) || until.isAfter(now) || from.isBefore(until.minus(LONGEST))) {
            throw SPAN.asException();
        }
        Scene scene = rules.rule(rule).scene();
        RuleText text = rules.version(rule, version).text();
        rules.compile(scene, text.expression());
        Instant start = from.truncatedTo(ChronoUnit.MILLIS);
        Instant end = until.truncatedTo(ChronoUnit.MILLIS);
        var job = new ReplayJob(
                Long.toString(ids.next()),
                rule,
                version,
                scene,
                text,
                start,
                end,
                ReplayState.RUNNING,
                decisions.count(scene, start, end),
                Tally.NONE,
                caller.id(),
                now,
                null);
        transaction.executeWithoutResult(status -> {
            replays.insert(job);
            audit.record(
                    caller,
                    "RISK_REPLAY",
                    new AuditTrail.Subject("risk-rule", rule),
                    null,
                    Map.of("replay", job.id(), "version", version, "from", start, "until", end),
                    null);
            scheduler.schedule(ReplayTasks.RUN.instance(job.id()).build(), now);
        });
        scheduler.triggerCheckForDueExecutions();
        return job;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    public ReplayJob one(long id) {
        return replays.one(id).orElseThrow(UNKNOWN::asException);
    }

    public List<ReplaySample> samples(long id) {
        return replays.samples(id);
    }

    /** Newest first. */
    public List<ReplayJob> find(int page, int size) {
        return replays.find((long) page * size, size);
    }

    public long count() {
        return replays.count();
    }
}
