package io.jiaxiao.message.lifecycle.store;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.message.lifecycle.domain.Answer;
import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.domain.AttemptOutcome;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** The attempts' rows. */
@Repository
public class AttemptStore {

    private final AttemptMapper mapper;
    private final BlindIndex index;

    AttemptStore(AttemptMapper mapper, BlindIndex index) {
        this.mapper = mapper;
        this.index = index;
    }

    public void insert(Attempt attempt) {
        mapper.insert(attempt);
    }

    /** False when the attempt was decided before. */
    public boolean decide(Attempt attempt, Answer answer, Instant now) {
        String batch = answer instanceof Answer.Submitted(String number) ? number : null;
        return mapper.decide(attempt.id(), answer.outcome(), answer.code(), batch, now) == 1;
    }

    /** A report shows that the channel took it after all; false when the attempt was decided before. */
    public boolean decideByReport(Attempt attempt, String batch, Instant now) {
        return mapper.decide(attempt.id(), AttemptOutcome.OK, "", batch, now) == 1;
    }

    /** Locks attempts nobody answered in time, skipping those another transaction holds. */
    public List<Attempt> lockAbandoned(Instant startedBefore, int most) {
        return mapper.lockAbandoned(startedBefore, most);
    }

    public Optional<Attempt> ofBatch(String channel, String batch, Mobile mobile) {
        return Optional.ofNullable(mapper.ofBatch(channel, batch, indexes(mobile)));
    }

    /** Attempts to this number, begun in this time, of which it is not known whether the channel took them. */
    public List<Attempt> undecided(String channel, Mobile mobile, Instant from, Instant until) {
        return mapper.undecided(channel, indexes(mobile), from, until);
    }

    public List<Attempt> ofMessage(long messageId) {
        return mapper.ofMessage(messageId);
    }

    private List<String> indexes(Mobile mobile) {
        return index.allOf(PiiPurpose.MOBILE, mobile.digits());
    }
}
