package io.jiaxiao.order.subscription;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.order.subscription.domain.Term;
import io.jiaxiao.order.subscription.domain.Upcoming;
import io.jiaxiao.order.subscription.store.StreamStore;
import io.jiaxiao.order.subscription.store.SubscriptionStore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Subscriptions as their owners read them, with what is going to happen to them. */
@Service
@Transactional(readOnly = true)
public class SubscriptionReads {

    private static final int MOST = 100;

    private final SubscriptionStore store;
    private final StreamStore streams;
    private final Clock clock;

    SubscriptionReads(SubscriptionStore store, StreamStore streams, Clock clock) {
        this.store = store;
        this.streams = streams;
        this.clock = clock;
    }

    /** @param upcoming in the order they come */
    public record Story(
            Subscription subscription, List<Term> terms, List<Upcoming> upcoming, List<SubscriptionEvent> events) {}

    /** Newest first, at most 100. */
    public List<Story> ofPerson(long personId) {
        return store.ofPerson(personId, MOST).stream().map(this::story).toList();
    }

    /** Whoever opened them. Newest first, at most 100. */
    public List<Story> ofChild(String childId) {
        return store.ofChild(childId, MOST).stream().map(this::story).toList();
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404, the same for another's */
    public Story ofPerson(long personId, long id) {
        return store.find(id)
                .filter(found -> found.personId() == personId)
                .map(this::story)
                .orElseThrow(SubscriptionRefusals.UNKNOWN::asException);
    }

    /** Whoever's it is. */
    public Optional<Story> find(long id) {
        return store.find(id).map(this::story);
    }

    /** Whether the child ever had a subscription to the product, open or not. */
    public boolean hadBefore(String childId, String productCode) {
        return store.anyOf(childId, productCode);
    }

    /** Everything that happened to it, the oldest first. */
    public List<SubscriptionEvent> events(long id) {
        return streams.events(id);
    }

    private Story story(Subscription subscription) {
        LocalDate today = BusinessDay.of(clock.instant());
        List<Term> terms = streams.terms(subscription.id());
        return new Story(
                subscription, terms, Upcoming.of(subscription, terms, today), streams.events(subscription.id()));
    }
}
