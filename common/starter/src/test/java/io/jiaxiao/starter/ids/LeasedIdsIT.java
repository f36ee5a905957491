package io.jiaxiao.starter.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.starter.persistence.PersistenceAutoConfiguration;
import io.jiaxiao.testkit.servers.TestSchema;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LeasedIdsIT {

    private static final IdsProperties USUAL =
            new IdsProperties(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(10));
    private static final IdsProperties SHORT =
            new IdsProperties(Duration.ofMillis(600), Duration.ofMillis(100), Duration.ofMillis(200));

    private static TestSchema schema;
    private static JdbcTemplate jdbc;
    private final Database database = new Database(schema.dataSource());
    private final List<LeasedIds> started = new ArrayList<>();

    @BeforeAll
    static void open() {
        schema = TestSchema.create("ids");
        PersistenceAutoConfiguration.migratePlatform(schema.dataSource());
        jdbc = new JdbcTemplate(schema.dataSource());
    }

    @AfterAll
    static void close() {
        schema.close();
    }

    @BeforeEach
    void empty() {
        jdbc.update("DELETE FROM worker_lease WHERE worker_id >= 0");
    }

    @AfterEach
    void stopAll() {
        database.away = false;
        started.forEach(LeasedIds::stop);
    }

    @Test
    void manyInstancesAndThreadsAtOnce_neverShareAWorkerIdNorMakeTheSameId() throws Exception {
        int instances = 8;
        List<LeasedIds> all =
                IntStream.range(0, instances).mapToObj(n -> start(USUAL)).toList();
        Set<Long> ids = ConcurrentHashMap.newKeySet();
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(instances * 2)) {
            List<Future<?>> work = new ArrayList<>();
            for (int n = 0; n < instances * 2; n++) {
                LeasedIds mine = all.get(n % instances);
                work.add(threads.submit(() -> {
                    go.await();
                    for (int i = 0; i < 2_000; i++) {
                        ids.add(mine.next());
                    }
                    return null;
                }));
            }
            go.countDown();
            for (Future<?> one : work) {
                one.get();
            }
        }
        assertThat(ids).hasSize(instances * 2 * 2_000);
        assertThat(ids.stream().map(id -> id >>> 12 & 1023).distinct()).hasSize(instances);
    }

    @Test
    void twoInstancesRacingForOneFreeWorkerId_exactlyOneTakesIt() throws Exception {
        for (int round = 0; round < 10; round++) {
            leaveDeletedRowsBehind();
            jdbc.update("INSERT INTO worker_lease VALUES (7, 'gone', '2024-01-01', 1)");
            CountDownLatch go = new CountDownLatch(1);
            try (var threads = Executors.newFixedThreadPool(4)) {
                List<Future<WorkerLease>> races = IntStream.range(0, 4)
                        .mapToObj(n -> threads.submit(() -> {
                            go.await();
                            return leases(USUAL, Clock.systemUTC()).acquire();
                        }))
                        .toList();
                go.countDown();
                List<Integer> workers = new ArrayList<>();
                for (Future<WorkerLease> race : races) {
                    workers.add(race.get().worker());
                }
                assertThat(workers).doesNotHaveDuplicates().contains(7);
            }
        }
    }

    @Test
    void aCrashedHoldersId_isTakenOnlyAfterLeaseAndMargin_andNeverUndercut() {
        WorkerLease crashed = leases(USUAL, Clock.systemUTC()).acquire();

        assertThat(leases(USUAL, Clock.systemUTC()).acquire().worker()).isNotEqualTo(crashed.worker());
        agedBy(crashed, 69);
        assertThat(leases(USUAL, Clock.systemUTC()).acquire().worker()).isNotEqualTo(crashed.worker());

        agedBy(crashed, 2);
        // The new holder's clock is an hour slow: only the row can keep it above what the former one may have made.
        MovableClock slow = MovableClock.at(Clock.systemUTC().instant().minusSeconds(3600));
        WorkerLease heir = leases(USUAL, slow).acquire();
        assertThat(heir.worker()).isEqualTo(crashed.worker());
        assertThat(heir.floorMs()).isEqualTo(crashed.ceilingMs());
        long id = new Snowflake(slow).next(heir).orElseThrow();
        assertThat(Ids.madeAt(id).toEpochMilli()).isGreaterThan(crashed.ceilingMs());
    }

    @Test
    void aHolderThatWasReplaced_getsAnotherWorkerIdAndNeverRenewsTheLostOne() {
        WorkerLeases leases = leases(USUAL, Clock.systemUTC());
        WorkerLease lost = leases.acquire();
        agedBy(lost, 71);
        WorkerLease heir = leases(USUAL, Clock.systemUTC()).acquire();
        assertThat(heir.worker()).isEqualTo(lost.worker());

        assertThat(leases.renew(lost, 0)).isEmpty();
        leases.release(lost, 0);
        assertThat(leases.renew(heir, 0))
                .as("the release of a former holder changes nothing")
                .isPresent();
    }

    @Test
    void aStoppedInstance_givesItsWorkerIdBackAtOnce_andMakesNoMore() {
        LeasedIds first = start(USUAL);
        long last = first.next();
        first.stop();
        assertThatThrownBy(first::next)
                .isInstanceOf(IdsUnavailableException.class)
                .hasMessageContaining("stopping");

        LeasedIds second = start(USUAL);
        long next = second.next();
        assertThat(next >>> 12 & 1023).isEqualTo(last >>> 12 & 1023);
        assertThat(next).isGreaterThan(last);
        assertThat(Ids.madeAt(next)).isBefore(Clock.systemUTC().instant().plusSeconds(1));
    }

    @Test
    void withTheDatabaseAway_idsGoOnForTheLease_thenStop_andHealByThemselves() {
        LeasedIds ids = start(SHORT);
        long before = ids.next();
        database.away = true;
        assertThat(ids.next()).isGreaterThan(before);

        await().pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThatThrownBy(ids::next).isInstanceOf(IdsUnavailableException.class));
        assertThatThrownBy(ids::next).hasMessageContaining("renewed in time");

        database.away = false;
        await().pollInterval(Duration.ofMillis(10))
                .ignoreException(IdsUnavailableException.class)
                .until(() -> ids.next() > before);
    }

    @Test
    void twentySecondsWithoutTheDatabase_areNotNoticed() {
        AtomicLong nanos = new AtomicLong(1);
        LeasedIds ids = IdsAutoConfiguration.leasedIds(database, USUAL, Clock.systemUTC(), nanos::get);
        started.add(ids);
        ids.start();
        ids.next();
        database.away = true;

        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        ids.next();
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThatThrownBy(ids::next).isInstanceOf(IdsUnavailableException.class);
    }

    @Test
    void startedWithoutTheDatabase_itRefusesAndHeals() {
        database.away = true;
        LeasedIds ids = start(USUAL);
        assertThatThrownBy(ids::next).isInstanceOf(IdsUnavailableException.class);
        database.away = false;
        assertThat(ids.next()).isPositive();
    }

    @Test
    void firstAskedInsideATransaction_theLeaseSurvivesItsRollback() {
        LeasedIds ids = IdsAutoConfiguration.leasedIds(database, USUAL, Clock.systemUTC(), System::nanoTime);
        started.add(ids);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        transaction.executeWithoutResult(status -> {
            ids.next();
            status.setRollbackOnly();
        });
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM worker_lease", Long.class))
                .isOne();
    }

    @Test
    void aClockFarAhead_stopsAtTheCeiling_andTheRenewedLeaseFollowsIt() {
        MovableClock clock = MovableClock.at(Clock.systemUTC().instant());
        WorkerLeases leases = leases(USUAL, clock);
        WorkerLease lease = leases.acquire();
        Snowflake snowflake = new Snowflake(clock);
        clock.advanceMinutes(5);
        assertThat(snowflake.next(lease)).isEmpty();

        WorkerLease renewed = leases.renew(lease, snowflake.lastMs()).orElseThrow();
        assertThat(snowflake.next(renewed)).isPresent();
        assertThat(jdbc.queryForObject("SELECT last_ms FROM worker_lease", Long.class))
                .isEqualTo(renewed.ceilingMs());
    }

    @Test
    void whenAllWorkerIdsAreHeld_itSaysSo() {
        jdbc.batchUpdate(
                "INSERT INTO worker_lease VALUES (?, 'other', UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, 1)",
                IntStream.range(0, 1024).mapToObj(n -> new Object[] {n}).toList());
        assertThatThrownBy(() -> leases(USUAL, Clock.systemUTC()).acquire())
                .isInstanceOf(IdsUnavailableException.class)
                .hasMessageContaining("1024");
    }

    /** Rows the database has yet to purge: two inserts that meet on one of them deadlock, and one is chosen to give way. */
    private static void leaveDeletedRowsBehind() {
        jdbc.update("DELETE FROM worker_lease WHERE worker_id >= 0");
        jdbc.batchUpdate(
                "INSERT INTO worker_lease VALUES (?, 'other', UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, 1)",
                IntStream.range(0, 1024).mapToObj(n -> new Object[] {n}).toList());
        jdbc.update("DELETE FROM worker_lease WHERE worker_id >= 0");
    }

    private LeasedIds start(IdsProperties properties) {
        LeasedIds ids = IdsAutoConfiguration.leasedIds(database, properties, Clock.systemUTC(), System::nanoTime);
        started.add(ids);
        ids.start();
        return ids;
    }

    private WorkerLeases leases(IdsProperties properties, Clock clock) {
        return new WorkerLeases(
                JdbcClient.create(jdbc), clock, System::nanoTime, properties.lease(), properties.takeoverMargin());
    }

    private static void agedBy(WorkerLease lease, int seconds) {
        jdbc.update(
                "UPDATE worker_lease SET lease_until = lease_until - INTERVAL ? SECOND WHERE worker_id = ?",
                seconds,
                lease.worker());
    }

    /** The real database behind a network that can be cut. */
    private static final class Database extends DelegatingDataSource {
        private volatile boolean away;

        Database(DataSource real) {
            super(real);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                throw new SQLNonTransientConnectionException("the database is away", "08001");
            }
            return super.getConnection();
        }
    }
}
