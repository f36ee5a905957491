package io.jiaxiao.mall.points;

import io.jiaxiao.starter.persistence.BenchSource;
import io.jiaxiao.starter.persistence.PersistenceAutoConfiguration;
import java.util.Locale;
import org.flywaydb.core.Flyway;

/**
 * Durable holds per second with everything a hold writes: entry, hold, share, key, lot, account and the order's event.
 * The group-commit writer against one transaction each and against a hand-written {@code SELECT ... FOR UPDATE}, all in one
 * run on one database. Prints {@code RESULT}, what, and a number, separated by tabs.
 */
public final class LedgerBench {

    private static final int ACCOUNTS = 10_000;
    private static final int PEAK_CLIENTS = 256;
    private static final int COMPARED_CLIENTS = 64;
    private static final int FEW_CLIENTS = 8;
    private static final int[] FEWER_CLIENTS = {16, 64, 128};
    private static final int MORE_CLIENTS = 512;

    private LedgerBench() {}

    /**
     * @param arguments JDBC URL of the server, schema and user, password
     */
    public static void main(String[] arguments) throws Exception {
        try (var source = BenchSource.open(arguments[0], arguments[1], arguments[2], COMPARED_CLIENTS + 4)) {
            source.setConnectionInitSql("SET SESSION innodb_lock_wait_timeout = 30");
            PersistenceAutoConfiguration.migratePlatform(source);
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
            try (var bed = new LedgerBed(source, Integer.getInteger("ledger.writers", 2))) {
                bed.open(ACCOUNTS);
                measure(bed);
            }
        }
    }

    private static void measure(LedgerBed bed) throws InterruptedException {
        int seconds = Integer.getInteger("ledger.seconds", 8);
        LedgerBed.Picker zipf = bed.zipf();
        LedgerBed.Picker spread = bed.uniform();
        LedgerBed.Picker hot = bed.one();
        bed.run(bed.batched(), zipf, PEAK_CLIENTS, seconds);

        double most = 0;
        double atPeak = bed.run(bed.batched(), zipf, PEAK_CLIENTS, seconds * 2).perSecond();
        for (int clients : FEWER_CLIENTS) {
            double rate = bed.run(bed.batched(), zipf, clients, seconds).perSecond();
            result("batched, Zipf 1.0, " + clients + " clients, holds/s", rate);
            most = Math.max(most, rate);
        }
        double withMore = bed.run(bed.batched(), zipf, MORE_CLIENTS, seconds).perSecond();
        result("batched, Zipf 1.0, " + MORE_CLIENTS + " clients, holds/s", withMore);
        double again = bed.run(bed.batched(), zipf, PEAK_CLIENTS, seconds).perSecond();
        double best = Math.max(atPeak, again);
        result("holds/s, 256 clients, Zipf 1.0", best);
        result("256 clients / peak of up to 256", best / Math.max(best, most));
        result("256 clients / peak of up to 512", best / Math.max(Math.max(best, most), withMore));

        double batchedSpread =
                bed.run(bed.batched(), spread, COMPARED_CLIENTS, seconds).perSecond();
        double eachSpread =
                bed.run(bed.oneByOne(), spread, COMPARED_CLIENTS, seconds).perSecond();
        result("batched, spread, 64 clients, holds/s", batchedSpread);
        result("one transaction each, spread, 64 clients, holds/s", eachSpread);
        result("batched / one each, spread", batchedSpread / eachSpread);

        double batchedHot =
                bed.run(bed.batched(), hot, COMPARED_CLIENTS, seconds).perSecond();
        double eachHot = bed.run(bed.oneByOne(), hot, COMPARED_CLIENTS, seconds).perSecond();
        double lockedHot =
                bed.run(bed.forUpdate(), hot, COMPARED_CLIENTS, seconds).perSecond();
        result("batched, one hot account, 64 clients, holds/s", batchedHot);
        result("one transaction each, one hot account, 64 clients, holds/s", eachHot);
        result("SELECT FOR UPDATE by hand, one hot account, 64 clients, holds/s", lockedHot);
        result("batched / one each, hot", batchedHot / eachHot);
        result("batched / SELECT FOR UPDATE, hot", batchedHot / lockedHot);

        double batchedP99 = bed.run(bed.batched(), spread, FEW_CLIENTS, seconds).p99Millis();
        double eachP99 = bed.run(bed.oneByOne(), spread, FEW_CLIENTS, seconds).p99Millis();
        result("batched, 8 clients, p99 ms", batchedP99);
        result("one transaction each, 8 clients, p99 ms", eachP99);
        result("p99 at 8 clients, batched / one each", batchedP99 / eachP99);
        bed.requireInvariants();
    }

    private static void result(String what, double value) {
        System.out.printf(Locale.ROOT, "RESULT\t%s\t%.2f%n", what, value);
    }
}
