package io.jiaxiao.order.timeline;

import java.util.Set;

/**
 * What a timeline is about.
 *
 * @param purchaseIds     never empty
 * @param subscriptionIds what they paid for; empty before anything was paid
 * @param numbers         of all things found so far, in the order the sources are asked
 */
public record TimelineSubject(Set<Long> purchaseIds, Set<Long> subscriptionIds, Set<String> numbers) {

    public TimelineSubject {
        purchaseIds = Set.copyOf(purchaseIds);
        subscriptionIds = Set.copyOf(subscriptionIds);
        numbers = Set.copyOf(numbers);
    }
}
