package io.jiaxiao.mall.points;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Points;
import io.jiaxiao.mall.points.domain.BrokenInvariant;
import io.jiaxiao.mall.points.store.LedgerAudit;
import io.jiaxiao.mall.points.store.LedgerBalances;
import io.jiaxiao.mall.points.store.LedgerReads;
import io.jiaxiao.mall.points.store.LedgerWrites;
import io.jiaxiao.mall.points.store.OverdueLots;
import io.jiaxiao.mall.points.store.SystemAccounts;
import io.jiaxiao.starter.outbox.Outbox;
import io.jiaxiao.starter.outbox.RealOutbox;
import io.jiaxiao.starter.persistence.PersistenceAutoConfiguration;
import io.jiaxiao.testkit.servers.TestSchema;
import io.jiaxiao.testkit.simulation.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One instance of the ledger without a Spring context, on a database it may share with others. */
final class TestLedger implements AutoCloseable {

    static {
        // Without a Spring context nobody sets a level, and every statement would be told.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }

    /** One for all instances, as leased worker ids would make it. */
    private static final AtomicLong IDS = new AtomicLong(1_000_000);

    private static final AtomicLong PERSONS = new AtomicLong(7_000);

    final LedgerAudit audit;
    final SystemAccounts system;
    final OverdueLots overdue;
    final LedgerTransaction transaction;
    final GroupCommitLedger ledger;
    final JdbcTemplate jdbc;
    final MovableClock clock;

    TestLedger(DataSource source, MovableClock clock, HoldCompanion<?>... companions) {
        this(source, clock, settings(2), companions);
    }

    TestLedger(DataSource source, MovableClock clock, LedgerProperties settings, HoldCompanion<?>... companions) {
        this.clock = clock;
        this.jdbc = new JdbcTemplate(source);
        var transactions = new JdbcTransactionManager(source);
        var template = new TransactionTemplate(transactions);
        Outbox outbox = RealOutbox.on(jdbc, template, IDS::incrementAndGet, clock);
        audit = new LedgerAudit(jdbc, List.of(), transactions);
        system = new SystemAccounts(jdbc, transactions);
        overdue = new OverdueLots(jdbc);
        var known = new Companions(List.of(companions));
        transaction = new LedgerTransaction(
                template,
                new LedgerReads(jdbc),
                new LedgerWrites(jdbc),
                known,
                outbox,
                IDS::incrementAndGet,
                clock,
                settings.graceDays());
        ledger = PointsConfiguration.of(
                transaction, known, new LedgerBalances(jdbc), clock, new SimpleMeterRegistry(), settings);
        ledger.start();
    }

    static LedgerProperties settings(int writers) {
        return settings(writers, 4096);
    }

    static LedgerProperties settings(int writers, int queue) {
        return new LedgerProperties(
                writers,
                512,
                queue,
                Duration.ofMillis(20),
                Duration.ofSeconds(20),
                7,
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10));
    }

    /** A pool on a migrated schema, at READ COMMITTED as in a service. */
    static HikariDataSource pool(TestSchema schema) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(schema.jdbcUrl());
        pool.setUsername(schema.user());
        pool.setPassword(schema.password());
        pool.setMaximumPoolSize(8);
        pool.setConnectionTimeout(5_000);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setConnectionInitSql("SET SESSION innodb_lock_wait_timeout = 5");
        PersistenceAutoConfiguration.migratePlatform(pool);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        return pool;
    }

    static long aPerson() {
        return PERSONS.incrementAndGet();
    }

    static long aNumber() {
        return IDS.incrementAndGet();
    }

    static String aKey() {
        return UUID.randomUUID().toString();
    }

    /** Someone with one lot that lives for a year. */
    long someoneWith(long points) {
        long person = aPerson();
        grant(person, points, 365);
        return person;
    }

    long grant(long person, long points, int days) {
        GrantResult granted = ledger.grant(new GrantPoints(
                aKey(),
                person,
                ProductLine.XIAOXUNTONG,
                "SIGN_IN",
                Points.of(points),
                clock.instant().plus(Duration.ofDays(days))));
        return ((GrantResult.Granted) granted).lotId();
    }

    HoldResult hold(long person, long points) {
        return ledger.hold(new HoldPoints(aKey(), aNumber(), person, Points.of(points), "REDEMPTION", null));
    }

    /** A hold that must succeed; answers its number. */
    long held(long person, long points) {
        return ((HoldResult.Held) hold(person, points)).holdId();
    }

    SettleResult post(long hold) {
        return ledger.post(new SettleHold(aKey(), hold, "FULFILLED"));
    }

    SettleResult release(long hold) {
        return ledger.release(new SettleHold(aKey(), hold, "CHANNEL_REFUSED"));
    }

    ReverseResult reverse(long hold, long points) {
        return ledger.reverse(new ReversePost(aKey(), hold, Points.of(points), "AFTER_SALE_RETURN"));
    }

    Balance balance(long person) {
        return ledger.balance(person);
    }

    List<BrokenInvariant> broken() {
        return audit.broken();
    }

    long count(String sql, Object... arguments) {
        return jdbc.queryForObject(sql, Long.class, arguments);
    }

    @Override
    public void close() {
        ledger.stop();
    }
}
