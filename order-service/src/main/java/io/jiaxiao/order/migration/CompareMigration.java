package io.jiaxiao.order.migration;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.migration.store.MigrationReports;
import io.jiaxiao.order.migration.store.MigrationReports.Disagreement;
import io.jiaxiao.order.migration.store.MigrationReports.Outcome;
import io.jiaxiao.order.migration.store.MigrationReports.Sums;
import io.jiaxiao.order.migration.store.MigrationStore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a migration would do, and at the end whether both platforms say the same. Changes nothing. */
@Service
@Transactional(readOnly = true)
public class CompareMigration {

    private final MigrationStore migrations;
    private final MigrationReports reports;
    private final Clock clock;

    CompareMigration(MigrationStore migrations, MigrationReports reports, Clock clock) {
        this.migrations = migrations;
        this.reports = reports;
        this.clock = clock;
    }

    /** @param day business day it holds for */
    public record Agreement(LocalDate day, boolean agree, List<Sums> sums) {

        public Agreement {
            sums = List.copyOf(sums);
        }
    }

    /** By product, state there and what becomes of it here. @throws io.jiaxiao.kernel.RefusedException 404 */
    public List<Outcome> report(long id) {
        return reports.outcomes(known(id));
    }

    /** Whether every order of the file is here as the file says; now, so a later change shows. @throws io.jiaxiao.kernel.RefusedException 404 */
    public Agreement agreement(long id) {
        LocalDate today = BusinessDay.of(clock.instant());
        List<Sums> sums = reports.sums(known(id), today);
        boolean agree = sums.stream().allMatch(Sums::agree)
                && reports.disagreements(id, today, 0, 1).isEmpty();
        return new Agreement(today, agree, sums);
    }

    /** Row by row. @param after those behind this line @throws io.jiaxiao.kernel.RefusedException 404 */
    public List<Disagreement> disagreements(long id, int after, int most) {
        return reports.disagreements(known(id), BusinessDay.of(clock.instant()), after, most);
    }

    private long known(long id) {
        return migrations
                .find(id)
                .orElseThrow(MigrationRefusals.UNKNOWN::asException)
                .id();
    }
}
