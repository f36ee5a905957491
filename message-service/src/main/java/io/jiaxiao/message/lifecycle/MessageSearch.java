package io.jiaxiao.message.lifecycle;

import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.domain.MessageCount;
import io.jiaxiao.message.lifecycle.domain.MessageSummary;
import io.jiaxiao.message.lifecycle.store.AttemptStore;
import io.jiaxiao.message.lifecycle.store.SearchStore;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Messages as readers see them. Nothing here shows what was written in one. Lists and counts that take the database too long
 * end with {@link org.springframework.dao.QueryTimeoutException}.
 */
@Service
public class MessageSearch {

    private final SearchStore store;
    private final AttemptStore attempts;
    private final BlindIndex index;

    MessageSearch(SearchStore store, AttemptStore attempts, BlindIndex index) {
        this.store = store;
        this.attempts = attempts;
        this.index = index;
    }

    /** Newest first. */
    public List<MessageSummary> find(MessageFilter filter, long offset, int most) {
        return store.find(wanted(filter), offset, most);
    }

    /** How many there are; counting ends at {@code most}. */
    public long count(MessageFilter filter, long most) {
        return store.count(wanted(filter), most);
    }

    public Optional<MessageSummary> one(long id) {
        return store.one(id);
    }

    public List<Attempt> attempts(long messageId) {
        return attempts.ofMessage(messageId);
    }

    /** How many messages accepted in this time are in which state, by lane. */
    public List<MessageCount> counts(Instant from, Instant until) {
        return store.counts(from, until);
    }

    private SearchStore.Wanted wanted(MessageFilter filter) {
        List<String> indexes = filter.mobile() == null
                ? List.of()
                : index.allOf(PiiPurpose.MOBILE, filter.mobile().digits());
        return new SearchStore.Wanted(
                filter.from(), filter.until(), indexes, filter.state(), filter.lane(), filter.template());
    }
}
