package io.jiaxiao.message.lifecycle;

import io.jiaxiao.contracts.message.CodeAccepted;
import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.contracts.message.MessageAccepted;
import io.jiaxiao.message.lifecycle.domain.Answer;
import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.domain.AttemptOutcome;
import io.jiaxiao.message.lifecycle.domain.MessageState;
import io.jiaxiao.message.lifecycle.domain.NewMessage;
import io.jiaxiao.message.lifecycle.domain.WaitingMessage;
import io.jiaxiao.message.lifecycle.store.AttemptStore;
import io.jiaxiao.message.lifecycle.store.MessageStore;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A message from its acceptance to a channel's answer. */
@Service
public class Messages {

    private static final String TOO_LATE = "EXPIRED_BEFORE_SENDING";
    private static final String SUPERSEDED = "SUPERSEDED";

    private final MessageStore messages;
    private final AttemptStore attempts;
    private final Conclusions conclusions;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Messages(
            MessageStore messages,
            AttemptStore attempts,
            Conclusions conclusions,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.messages = messages;
        this.attempts = attempts;
        this.conclusions = conclusions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Stores the message and tells the dispatchers, in the caller's transaction. A code ends those before it that still
     * wait: only the newest one opens anything.
     *
     * @throws org.springframework.dao.DuplicateKeyException when that caller has used that key before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void accept(NewMessage message) {
        if (message.lane() == Lane.CODE) {
            messages.waitingCodes(message).forEach(former -> end(former, SUPERSEDED));
        }
        messages.insert(message);
        String id = Long.toString(message.id());
        outbox.append(message.lane() == Lane.CODE ? new CodeAccepted(id) : new MessageAccepted(id));
    }

    /** The message if no channel has it and none is being asked; empty otherwise. */
    public Optional<WaitingMessage> waiting(long id) {
        return messages.waiting(id);
    }

    /** The message's next attempt, with our number for it; not stored yet. */
    public Attempt nextAttempt(WaitingMessage message, String channel) {
        return new Attempt(
                ids.next(), message.id(), message.attempts() + 1, channel, AttemptOutcome.OPEN, "", null, now(), null);
    }

    /**
     * Opens the attempt. After this has committed the channel must be called at once and exactly once: from here on
     * nobody else can prove that the message has not left the house.
     *
     * @return false when another dispatcher was quicker, when it is not due yet, or when its life has ended
     */
    @Transactional
    public boolean take(WaitingMessage message, Attempt attempt) {
        if (!messages.take(message, attempt.startedAt())) {
            return false;
        }
        attempts.insert(attempt);
        return true;
    }

    /**
     * Stores what the channel answered. May come late, after the attempt was given up as unknown.
     *
     * @return false when the attempt was decided before, by a report
     */
    @Transactional
    public boolean answered(Attempt attempt, Answer answer) {
        Instant now = now();
        if (!attempts.decide(attempt, answer, now)) {
            return false;
        }
        MessageState state = answer.leadsTo();
        if (messages.answered(attempt, answer, now) && state.isConclusion()) {
            conclusions.tell(attempt.messageId(), state, answer.code());
        }
        return true;
    }

    /** Ends a waiting message whose life is over. */
    @Transactional
    public boolean expire(long id) {
        return end(id, TOO_LATE);
    }

    /**
     * Ends a code that waits again though a newer one was accepted while a channel was asked for it.
     *
     * @return false when it is the newest, or no code
     */
    @Transactional
    public boolean endIfSuperseded(long id) {
        return messages.hasNewerCode(id) && end(id, SUPERSEDED);
    }

    private boolean end(long id, String code) {
        boolean ended = messages.conclude(id, MessageState.EXPIRED, null, code, now());
        if (ended) {
            conclusions.tell(id, MessageState.EXPIRED, code);
        }
        return ended;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
