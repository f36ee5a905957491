package io.jiaxiao.mall.points;

import io.jiaxiao.contracts.mall.MallAlarm;
import io.jiaxiao.mall.points.domain.BrokenInvariant;
import io.jiaxiao.mall.points.store.LedgerAudit;
import io.jiaxiao.mall.points.store.OverdueLots;
import io.jiaxiao.mall.points.store.SystemAccounts;
import io.jiaxiao.starter.outbox.Outbox;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What time does to the ledger, and the look at whether it is still right. Every part may run twice, or stop half-way. */
@Component
class LedgerUpkeep {

    private static final Logger log = LoggerFactory.getLogger(LedgerUpkeep.class);

    private static final int PEOPLE_AT_ONCE = 200;
    private static final int ENTRIES_AT_ONCE = 2_000;

    private final LedgerDesk desk;
    private final OverdueLots overdue;
    private final SystemAccounts system;
    private final LedgerAudit audit;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AtomicLong broken = new AtomicLong();
    private final AtomicLong openHolds = new AtomicLong();

    LedgerUpkeep(
            LedgerDesk desk,
            OverdueLots overdue,
            SystemAccounts system,
            LedgerAudit audit,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock,
            MeterRegistry meters) {
        this.desk = desk;
        this.overdue = overdue;
        this.system = system;
        this.audit = audit;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
        Gauge.builder("jiaxiao.ledger.broken", broken, AtomicLong::get)
                .description("invariants of the ledger that did not hold when last looked at")
                .register(meters);
        Gauge.builder("jiaxiao.ledger.open-holds", openHolds, AtomicLong::get)
                .description("holds under way when last looked at")
                .register(meters);
    }

    /** Ends all lots whose time has come, in batches; answers how many points ended. */
    long endOverdue() {
        Instant now = clock.instant();
        long ended = 0;
        long after = Long.MIN_VALUE;
        while (true) {
            List<Long> persons = overdue.persons(now, after, PEOPLE_AT_ONCE);
            if (persons.isEmpty()) {
                return ended;
            }
            ended += desk.expire(persons);
            after = persons.getLast();
        }
    }

    /** Carries all system entries over; answers how many. */
    int rollUp() {
        int carried = 0;
        int step;
        do {
            step = system.rollUp(ENTRIES_AT_ONCE);
            carried += step;
        } while (step == ENTRIES_AT_ONCE);
        return carried;
    }

    /** Looks at every invariant, and raises an alarm for each that does not hold. */
    List<BrokenInvariant> check() {
        List<BrokenInvariant> found = audit.broken();
        broken.set(found.size());
        openHolds.set(audit.openHolds().holds());
        if (!found.isEmpty()) {
            log.error("the ledger is wrong: {}", found);
            Instant now = clock.instant();
            transaction.executeWithoutResult(status ->
                    outbox.appendAll(found.stream().map(one -> alarm(one, now)).toList()));
        }
        return found;
    }

    private static MallAlarm alarm(BrokenInvariant one, Instant now) {
        return new MallAlarm("LEDGER_INVARIANT", one.name(), "积分账本校验不通过：" + one.name() + "，偏差 " + one.by(), now);
    }
}
