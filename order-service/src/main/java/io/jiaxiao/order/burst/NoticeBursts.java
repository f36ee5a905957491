package io.jiaxiao.order.burst;

import io.jiaxiao.contracts.order.CancellationBurstSeen;
import io.jiaxiao.order.burst.domain.BurstRule;
import io.jiaxiao.order.burst.domain.CancellationBurst;
import io.jiaxiao.order.burst.domain.CancellationBurst.State;
import io.jiaxiao.order.burst.store.BurstStore;
import io.jiaxiao.order.subscription.Cancellation;
import io.jiaxiao.order.subscription.Cancellations;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks for bursts and follows those that last, each in a transaction of its own. Safe to run anywhere and any number of times: a
 * school has one open burst by unique key, and whoever opens or ends it tells of it in the same transaction.
 */
@Component
class NoticeBursts {

    private static final Logger log = LoggerFactory.getLogger(NoticeBursts.class);

    /** Whoever cancelled may have been a moment in its transaction after it looked at the clock. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private static final int MOST_MEMBERS = 10_000;

    private final Cancellations cancellations;
    private final BurstStore bursts;
    private final BurstRule rule;
    private final Outbox outbox;
    private final Ids ids;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Clock clock;

    NoticeBursts(
            Cancellations cancellations,
            BurstStore bursts,
            BurstProperties properties,
            Outbox outbox,
            Ids ids,
            TransactionTemplate transaction,
            MeterRegistry meters,
            Clock clock) {
        this.cancellations = cancellations;
        this.bursts = bursts;
        this.rule = properties.rule();
        this.outbox = outbox;
        this.ids = ids;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
    }

    /** One look at all schools. */
    void look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Integer> counts = cancellations.bySchool(now.minus(rule.window()));
        bursts.open()
                .forEach(burst -> alone(
                        burst.schoolId(), () -> follow(burst.id(), counts.getOrDefault(burst.schoolId(), 0), now)));
        counts.forEach((school, count) -> {
            if (count >= rule.minimum()) {
                alone(school, () -> begin(school, count, now));
            }
        });
    }

    /** One school that cannot be looked at holds up no other. */
    private void alone(String school, Runnable look) {
        try {
            transaction.executeWithoutResult(status -> look.run());
        } catch (RuntimeException e) {
            log.error("the cancellations of school {} cannot be looked at now", school, e);
        }
    }

    private void begin(String school, int count, Instant now) {
        if (bursts.isOpen(school)) {
            return;
        }
        Instant from = now.minus(rule.window());
        double usual = rule.usual(cancellations.count(school, from.minus(rule.lookBack()), from));
        int threshold = rule.threshold(usual);
        if (count < threshold) {
            return;
        }
        List<Cancellation> members = cancellations.of(school, from, MOST_MEMBERS);
        var burst = new CancellationBurst(
                ids.next(),
                school,
                State.OPEN,
                members.getFirst().at(),
                now,
                null,
                now,
                rule.window().toSeconds(),
                usual,
                threshold,
                count);
        if (bursts.insert(burst)) {
            bursts.add(burst.id(), members);
            log.warn("{} cancellations in school {}, usual are {}", count, school, usual);
            meters.counter("jiaxiao.cancellation.bursts").increment();
            tell(burst, now);
        }
    }

    private void follow(long id, int count, Instant now) {
        CancellationBurst burst = bursts.lock(id).orElseThrow();
        if (burst.state() != State.OPEN) {
            return;
        }
        Instant since = burst.lookedAt().minus(LATE);
        Instant from = since.isBefore(burst.beganAt()) ? burst.beganAt() : since;
        bursts.add(id, cancellations.of(burst.schoolId(), from, MOST_MEMBERS));
        bursts.looked(burst, Math.max(burst.peak(), count), now);
        if (!BurstRule.lasts(count, burst.threshold()) && bursts.end(burst, now)) {
            tell(bursts.find(id).orElseThrow(), now);
        }
    }

    private void tell(CancellationBurst burst, Instant now) {
        outbox.append(new CancellationBurstSeen(
                Long.toString(burst.id()),
                burst.schoolId(),
                burst.state() == State.OPEN ? CancellationBurstSeen.Phase.BEGAN : CancellationBurstSeen.Phase.ENDED,
                bursts.size(burst.id()),
                burst.peak(),
                burst.usual(),
                burst.threshold(),
                burst.windowSeconds(),
                burst.beganAt(),
                burst.endedAt(),
                bursts.members(burst.id(), 0, CancellationBurstSeen.MOST_LISTED).stream()
                        .map(member -> new CancellationBurstSeen.Cancelled(
                                Long.toString(member.subscriptionId()),
                                member.purchaseId() == null ? null : Long.toString(member.purchaseId()),
                                member.productCode(),
                                member.at()))
                        .toList(),
                now));
    }
}
