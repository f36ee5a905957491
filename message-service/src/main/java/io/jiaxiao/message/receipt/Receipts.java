package io.jiaxiao.message.receipt;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.message.receipt.domain.DeliveryReport;
import io.jiaxiao.message.receipt.domain.DueReport;
import io.jiaxiao.message.receipt.domain.PendingReport;
import io.jiaxiao.message.receipt.domain.ReportLine;
import io.jiaxiao.message.receipt.store.ReportStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Delivery reports: stored as they come, once, and only then matched. Report and channel's answer may come in any order and
 * at the same moment: each side commits what it has before it looks for the other, so at least one of them finds both.
 */
@Service
public class Receipts {

    private static final Logger log = LoggerFactory.getLogger(Receipts.class);

    private final ReportStore reports;
    private final ReportMatch match;
    private final ReceiptProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;

    Receipts(ReportStore reports, ReportMatch match, ReceiptProperties properties, MeterRegistry meters, Clock clock) {
        this.reports = reports;
        this.match = match;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Takes a report in. When this returns it is stored, and a copy will have no effect.
     *
     * @throws org.springframework.dao.DataAccessException when it could not be stored; the channel will bring it again
     */
    public void take(DeliveryReport report) {
        if (!reports.add(report, now())) {
            count("duplicate");
            return;
        }
        count("stored");
        settleFor(report.mobile());
    }

    /** Settles what waits for this number. Does not fail: whatever stays behind is left to the sweep. */
    public void settleFor(Mobile mobile) {
        try {
            reports.pendingOf(mobile).forEach(match::settle);
        } catch (RuntimeException e) {
            log.warn("reports wait for the sweep: {}", e.toString());
        }
    }

    /** Looks again at waiting reports, and at last gives up on them. */
    void sweep(int most) {
        for (DueReport due : reports.toLookAt(now(), most)) {
            // Before, not after: one that makes its look fail must not be the first in line for ever.
            reports.lookAgain(due, now().plus(due.pause()));
            try {
                reports.pending(due.id()).ifPresent(this::lookAt);
            } catch (RuntimeException e) {
                log.warn("report {} could not be settled: {}", due.id(), e.toString());
            }
        }
    }

    private void lookAt(PendingReport report) {
        Duration waited = Duration.between(report.arrivedAt(), now());
        boolean tooLong = waited.compareTo(properties.strayAfter()) > 0;
        if (!match.settle(report) && tooLong && reports.stray(report, now())) {
            log.warn("a report of {} belongs to nothing we sent, batch {}", report.channel(), report.batch());
            count("stray");
        }
    }

    /** The reports of one message, in order of arrival. */
    public List<ReportLine> ofMessage(long messageId) {
        return reports.ofMessage(messageId);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void count(String what) {
        meters.counter("jiaxiao.messages.reports", "what", what).increment();
    }
}
