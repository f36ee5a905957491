package io.jiaxiao.message.receipt;

import io.jiaxiao.message.lifecycle.Deliveries;
import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.domain.AttemptOutcome;
import io.jiaxiao.message.receipt.domain.PendingReport;
import io.jiaxiao.message.receipt.store.ReportStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the attempt a report belongs to, and lets it have its effect, once, in one transaction. */
@Component
class ReportMatch {

    private final Deliveries deliveries;
    private final ReportStore reports;
    private final ReceiptProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReportMatch(
            Deliveries deliveries,
            ReportStore reports,
            ReceiptProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.deliveries = deliveries;
        this.reports = reports;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** False when nothing it could belong to is known yet. */
    boolean settle(PendingReport report) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<Attempt> attempt = attemptOf(report);
            if (attempt.isEmpty()) {
                return false;
            }
            Attempt its = attempt.get();
            if (!reports.match(report, its.messageId(), its.id(), clock.instant())) {
                return true;
            }
            String code = report.report().failureCode();
            if (!deliveries.reported(its, report.batch(), report.delivered(), code)) {
                // Another report took this attempt at this moment: look again later.
                status.setRollbackOnly();
                return false;
            }
            return true;
        }));
    }

    /** The candidates are read first: an answer stored between the two reads then shows its batch in the second. */
    private Optional<Attempt> attemptOf(PendingReport report) {
        Optional<Attempt> unknown = onlyUnknown(report);
        return deliveries
                .attemptOf(report.channel(), report.batch(), report.mobile())
                .or(() -> unknown);
    }

    /**
     * A batch number nobody knows belongs to an attempt whose answer was lost, if there is exactly one such attempt to this
     * number around the time at which the channel took the message. One still open may yet get its answer: then we wait.
     */
    private Optional<Attempt> onlyUnknown(PendingReport report) {
        Instant from = report.submittedAt().minus(properties.clockSkew());
        Instant until = report.submittedAt().plus(properties.clockSkew());
        List<Attempt> candidates = deliveries.undecided(report.channel(), report.mobile(), from, until);
        return candidates.size() == 1 && candidates.getFirst().outcome() == AttemptOutcome.UNKNOWN
                ? Optional.of(candidates.getFirst())
                : Optional.empty();
    }
}
