package io.jiaxiao.message.lifecycle.store;

import static io.jiaxiao.message.lifecycle.domain.MessageState.ACCEPTED;
import static io.jiaxiao.message.lifecycle.domain.MessageState.SENDING;
import static io.jiaxiao.message.lifecycle.domain.MessageState.UNKNOWN;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.message.lifecycle.domain.Answer;
import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.domain.MessageState;
import io.jiaxiao.message.lifecycle.domain.NewMessage;
import io.jiaxiao.message.lifecycle.domain.WaitingMessage;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The message's row. Every move names the states it leaves; none of these methods opens a transaction. */
@Repository
public class MessageStore {

    private final MessageMapper mapper;
    private final BlindIndex index;

    MessageStore(MessageMapper mapper, BlindIndex index) {
        this.mapper = mapper;
        this.index = index;
    }

    public void insert(NewMessage message) {
        mapper.insert(message, index.of(PiiPurpose.MOBILE, message.mobile().digits()), ACCEPTED);
    }

    /** Codes of the same sender and template to the same number that no channel has. */
    public List<Long> waitingCodes(NewMessage message) {
        List<String> indexes = index.allOf(PiiPurpose.MOBILE, message.mobile().digits());
        return mapper.waitingCodes(message, indexes, MessageState.waiting()).stream()
                .map(MessageMapper.Origin::id)
                .toList();
    }

    /** Whether this is a code, and a later one of its sender and template goes to the same number. */
    public boolean hasNewerCode(long id) {
        return mapper.hasNewerCode(id);
    }

    public Optional<WaitingMessage> waiting(long id) {
        return Optional.ofNullable(mapper.waiting(id, MessageState.waiting()));
    }

    /** Into SENDING; false when it is not waiting any more, not due yet, expired, or tried by another meanwhile. */
    public boolean take(WaitingMessage message, Instant now) {
        return mapper.take(message.id(), message.attempts(), MessageState.waiting(), SENDING, now) == 1;
    }

    /** What the answer of its latest attempt makes of a message; false when something else decided it before. */
    public boolean answered(Attempt attempt, Answer answer, Instant now) {
        MessageState to = answer.leadsTo();
        Set<MessageState> from = EnumSet.of(SENDING, UNKNOWN);
        from.retainAll(MessageState.before(to));
        return mapper.move(new MessageMapper.Move(
                        attempt.messageId(),
                        from,
                        to,
                        attempt.number(),
                        answer.code(),
                        answer instanceof Answer.NotYet(String ignored, Instant dueAt) ? dueAt : null,
                        to == MessageState.SUBMITTED ? now : null,
                        to.isConclusion() ? now : null))
                == 1;
    }

    /**
     * To an end, from any state that may end so.
     *
     * @param latestAttempt null where it does not matter which attempt is the latest
     */
    public boolean conclude(long id, MessageState end, @Nullable Integer latestAttempt, String code, Instant now) {
        Set<MessageState> from = MessageState.before(end);
        return mapper.move(new MessageMapper.Move(id, from, end, latestAttempt, code, null, null, now)) == 1;
    }

    /** The sender's number for a message. */
    public String callerKey(long id) {
        MessageMapper.Origin origin = mapper.origin(id);
        if (origin == null) {
            throw new IllegalStateException("message " + id + " is gone");
        }
        return origin.callerKey();
    }

    /** Locks messages that can still be sent but may not, skipping those another transaction holds. */
    public List<Long> lockExpired(Instant now, int most) {
        return mapper.lockExpired(MessageState.before(MessageState.EXPIRED), now, most).stream()
                .map(MessageMapper.Origin::id)
                .toList();
    }

    /** Messages of a lane to be tried now, longest due first: refused ones, and ones nobody took since their event. */
    public List<Long> due(Lane lane, Instant now, Instant acceptedBefore, int most) {
        return mapper.due(lane, now, acceptedBefore, most).stream()
                .map(MessageMapper.Due::id)
                .toList();
    }

    public void postpone(long id, Instant until) {
        mapper.postpone(id, until, MessageState.waiting());
    }

    /** Codes of unknown fate are forgotten when their life has ended. */
    public int forgetCodes(Instant now, int most) {
        return mapper.forgetCodes(now, most);
    }

    public List<Waiting> backlog() {
        return mapper.backlog(MessageState.waiting()).stream()
                .map(row -> new Waiting(row.lane(), row.messages(), row.oldest()))
                .toList();
    }

    /** What waits in a lane, and since when the oldest does. */
    public record Waiting(Lane lane, long messages, Instant oldest) {}
}
