package io.jiaxiao.message.lifecycle;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.domain.AttemptOutcome;
import io.jiaxiao.message.lifecycle.domain.MessageState;
import io.jiaxiao.message.lifecycle.store.AttemptStore;
import io.jiaxiao.message.lifecycle.store.MessageStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a delivery report does to a message. */
@Service
public class Deliveries {

    private final MessageStore messages;
    private final AttemptStore attempts;
    private final Conclusions conclusions;
    private final Clock clock;

    Deliveries(MessageStore messages, AttemptStore attempts, Conclusions conclusions, Clock clock) {
        this.messages = messages;
        this.attempts = attempts;
        this.conclusions = conclusions;
        this.clock = clock;
    }

    /** The attempt the channel gave this number to, for this phone. */
    public Optional<Attempt> attemptOf(String channel, String batch, Mobile mobile) {
        return attempts.ofBatch(channel, batch, mobile);
    }

    /** Attempts to this phone, begun in this time, that the channel may have taken without our knowing. */
    public List<Attempt> undecided(String channel, Mobile mobile, Instant from, Instant until) {
        return attempts.undecided(channel, mobile, from, until);
    }

    /**
     * Moves the attempt's message to its end, if it may still end so: a delivery always wins, a failure counts only for
     * the latest attempt and only once. In the caller's transaction.
     *
     * @return false when the attempt is not this batch's any more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean reported(Attempt attempt, String batch, boolean delivered, String code) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (attempt.outcome() != AttemptOutcome.OK && !attempts.decideByReport(attempt, batch, now)) {
            return false;
        }
        MessageState end = delivered ? MessageState.DELIVERED : MessageState.FAILED;
        String said = delivered ? "" : code;
        Integer latest = delivered ? null : attempt.number();
        if (messages.conclude(attempt.messageId(), end, latest, said, now)) {
            conclusions.tell(attempt.messageId(), end, said);
        }
        return true;
    }
}
