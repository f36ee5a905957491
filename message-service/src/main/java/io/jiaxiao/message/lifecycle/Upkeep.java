package io.jiaxiao.message.lifecycle;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.message.lifecycle.domain.Answer;
import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.store.AttemptStore;
import io.jiaxiao.message.lifecycle.store.MessageStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a sweep needs: messages that somebody has to look after because nothing else will. Safe to run anywhere, any time. */
@Service
public class Upkeep {

    /** The code of an attempt whose dispatcher died before it could store an answer. */
    public static final String ABANDONED = "NO_ANSWER_STORED";

    private final MessageStore messages;
    private final AttemptStore attempts;
    private final Messages lifecycle;
    private final Clock clock;

    Upkeep(MessageStore messages, AttemptStore attempts, Messages lifecycle, Clock clock) {
        this.messages = messages;
        this.attempts = attempts;
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    /**
     * Messages of a lane to be tried now.
     *
     * @param grace how long an accepted message is left to its event
     */
    public List<Long> due(Lane lane, Duration grace, int most) {
        Instant now = clock.instant();
        return messages.due(lane, now, now.minus(grace), most);
    }

    /** Leaves a waiting message alone for a while. */
    public void postpone(long id, Duration pause) {
        messages.postpone(id, clock.instant().plus(pause));
    }

    /** Ends waiting messages whose life is over, and says how many. */
    @Transactional
    public int expireOverdue(int most) {
        List<Long> overdue = messages.lockExpired(clock.instant(), most);
        overdue.forEach(lifecycle::expire);
        return overdue.size();
    }

    /**
     * Attempts without an answer after so long: whoever made them died, or cannot reach the database. Their messages
     * become UNKNOWN and are never sent again.
     */
    @Transactional
    public List<Attempt> giveUp(Duration openFor, int most) {
        Instant now = clock.instant();
        var unknown = new Answer.Unknown(ABANDONED);
        List<Attempt> abandoned = attempts.lockAbandoned(now.minus(openFor), most);
        for (Attempt attempt : abandoned) {
            attempts.decide(attempt, unknown, now);
            messages.answered(attempt, unknown, now);
        }
        return abandoned;
    }

    /** Forgets codes nobody will send any more. */
    public int forgetCodes(int most) {
        return messages.forgetCodes(clock.instant(), most);
    }

    /** How much waits in each lane, and how long the oldest has. */
    public List<Backlog> backlog() {
        Instant now = clock.instant();
        return messages.backlog().stream()
                .map(row -> new Backlog(row.lane(), row.messages(), Duration.between(row.oldest(), now)))
                .toList();
    }

    /** One lane's waiting messages. */
    public record Backlog(Lane lane, long messages, Duration age) {}
}
