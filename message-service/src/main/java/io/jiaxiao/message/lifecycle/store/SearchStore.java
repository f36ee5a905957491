package io.jiaxiao.message.lifecycle.store;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.message.lifecycle.domain.MessageCount;
import io.jiaxiao.message.lifecycle.domain.MessageState;
import io.jiaxiao.message.lifecycle.domain.MessageSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Messages for people to read. Whatever is asked for, {@link org.springframework.dao.QueryTimeoutException} says that it
 * took too long.
 */
@Repository
public class SearchStore {

    private final SearchMapper mapper;

    SearchStore(SearchMapper mapper) {
        this.mapper = mapper;
    }

    public List<MessageSummary> find(Wanted wanted, long offset, int most) {
        return mapper.find(wanted, offset, most);
    }

    /** How many there are, counted up to {@code most}. */
    public long count(Wanted wanted, long most) {
        return mapper.count(wanted, most);
    }

    public Optional<MessageSummary> one(long id) {
        return Optional.ofNullable(mapper.one(id));
    }

    public List<MessageCount> counts(Instant from, Instant until) {
        return mapper.counts(from, until);
    }

    /**
     * A filter in the words of the table.
     *
     * @param mobileIndexes empty for any number
     */
    public record Wanted(
            Instant from,
            Instant until,
            List<String> mobileIndexes,
            @Nullable MessageState state,
            @Nullable Lane lane,
            @Nullable String template) {}
}
