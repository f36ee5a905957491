package io.jiaxiao.risk.replay;

import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.risk.decision.ReadDecisions;
import io.jiaxiao.risk.decision.domain.DecisionRecord;
import io.jiaxiao.risk.replay.domain.ReplayJob;
import io.jiaxiao.risk.replay.domain.ReplayState;
import io.jiaxiao.risk.replay.domain.Rerun;
import io.jiaxiao.risk.replay.store.ReplayStore;
import io.jiaxiao.risk.rulebook.ReadRules;
import io.jiaxiao.risk.rulebook.domain.Expression;
import io.jiaxiao.risk.rulebook.domain.RuleText;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a replay chunk by chunk. A chunk's counts and the place reached are one transaction under the lock of the replay's
 * row, so one that is interrupted goes on, anywhere, and counts nothing twice.
 */
@Service
class RunReplay {

    private static final Logger log = LoggerFactory.getLogger(RunReplay.class);
    private static final int CHUNK = 500;
    private static final int MOST_SAMPLES = 100;

    private final ReplayStore replays;
    private final ReadDecisions decisions;
    private final ReadRules rules;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RunReplay(
            ReplayStore replays,
            ReadDecisions decisions,
            ReadRules rules,
            TransactionTemplate transaction,
            Clock clock) {
        this.replays = replays;
        this.decisions = decisions;
        this.rules = rules;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Does nothing for a replay that has ended. */
    void run(long id) {
        while (Boolean.TRUE.equals(transaction.execute(status -> nextChunk(id)))) {
            log.debug("replay {} goes on", id);
        }
    }

    /** @return whether there may be more */
    private boolean nextChunk(long id) {
        ReplayStore.Running running = replays.lockRunning(id).orElse(null);
        if (running == null) {
            return false;
        }
        ReplayJob job = running.job();
        // what was ordered, not what the draft says by now: the figures are to be of one text
        RuleText text = job.text();
        if (text == null) {
            log.warn("replay {} ends: an instance that kept no text has ordered it", id);
            replays.end(id, ReplayState.FAILED, clock.instant());
            return false;
        }
        try {
            Expression expression = rules.compile(job.scene(), text.expression());
            return nextChunk(id, running, text, expression);
        } catch (RefusedException e) {
            log.warn("replay {} ends: {}", id, e.getMessage());
            replays.end(id, ReplayState.FAILED, clock.instant());
            return false;
        }
    }

    private boolean nextChunk(long id, ReplayStore.Running running, RuleText text, Expression expression) {
        ReplayJob job = running.job();
        List<DecisionRecord> chunk =
                decisions.after(job.scene(), running.reachedAt(), running.reachedId(), job.until(), CHUNK);
        if (!chunk.isEmpty()) {
            int room = MOST_SAMPLES - replays.samples(id).size();
            var rerun = new Rerun(job.rule(), job.version(), text, expression, room);
            chunk.forEach(rerun::look);
            DecisionRecord last = chunk.getLast();
            replays.addSamples(id, rerun.samples());
            replays.advance(id, rerun.tally(), last.decidedAt(), Long.parseLong(last.id()));
        }
        if (chunk.size() < CHUNK) {
            replays.end(id, ReplayState.DONE, clock.instant());
            return false;
        }
        return true;
    }
}
