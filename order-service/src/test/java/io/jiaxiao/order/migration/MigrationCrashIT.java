package io.jiaxiao.order.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.testkit.simulation.JdbcFault;
import io.jiaxiao.testkit.simulation.SimulatedCrash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** kill -9 at any call, two instances, two files. */
class MigrationCrashIT extends MigrationFixture {

    @Autowired
    private LoadMigration load;

    @Test
    void killedAtAnyCallToTheDatabase_itGoesOn_andEachOrderIsHereOnce() {
        Family extended = known();
        buy(extended, "AIXUE_MOBILE_M1");
        List<Family> families = List.of(known(), known(), known());
        List<Line> lines = new ArrayList<>(List.of(Line.of(extended).days("2027-04-11", "2027-05-10")));
        families.forEach(family -> {
            lines.add(Line.of(family));
            lines.add(Line.of(family).days("2027-01-01", "2027-01-31").with("state", "EXPIRED"));
        });
        String migration = upload(lines.toArray(Line[]::new));
        begin(migration, "checks").expect(202);
        assertThat(killedUntil(migration, "CHECKED")).isGreaterThan(5);
        assertThat(counts(migration)).isEqualTo(Map.of("READY", 7));
        begin(migration, "runs").expect(202);
        assertThat(killedUntil(migration, "DONE")).isGreaterThan(10);
        assertThat(counts(migration)).isEqualTo(Map.of("DONE", 7));
        assertThat(agreement(migration).path("agree").asBoolean()).isTrue();
        assertThat(eventsOf(running(extended)))
                .containsExactly("CREATED 2027-04-10", "ACTIVATED 2027-04-10", "MIGRATED 2027-05-10");
        for (Family family : families) {
            assertThat(rowsOf("subscription", family)).isEqualTo(2);
            assertThat(rowsOf("purchase", family)).isEqualTo(2);
            assertThat(eventsOf(running(family))).containsExactly("MIGRATED 2027-03-31");
            assertThat(waitingEvents("EntitlementChanged", family.childId() + ":" + PRODUCT))
                    .isEqualTo(1);
        }

        begin(migration, "undos").expect(202);
        assertThat(killedUntil(migration, "UNDONE")).isGreaterThan(10);
        assertThat(counts(migration)).isEqualTo(Map.of("UNDONE", 7));
        assertThat(through(extended)).isEqualTo("2027-04-10");
        for (Family family : families) {
            assertThat(rowsOf("subscription", family)).isZero();
            assertThat(rowsOf("purchase", family)).isZero();
        }
    }

    /** A chunk is three rows here. @return how often it died */
    private int killedUntil(String migration, String state) {
        int kills = 0;
        for (int call = 1; !state(migration).equals(state); call++) {
            assertThat(call).isLessThan(300);
            database().breaking().arm(call % 2 == 0 ? JdbcFault.crashBefore(call) : JdbcFault.crashAfter(call));
            if (dies(migration)) {
                kills++;
            }
            database().breaking().disarm();
            database().breaking().restart();
            int done = counts(migration).getOrDefault("DONE", 0);
            assertThat(count(
                            "SELECT COUNT(*) FROM purchase WHERE method = 'MIGRATED' AND id IN"
                                    + " (SELECT purchase_id FROM migration_row WHERE migration_id = ? AND state = 'DONE')",
                            migration))
                    .isEqualTo(done);
        }
        return kills;
    }

    private boolean dies(String migration) {
        boolean[] died = {false};
        database().run(() -> {
            try {
                boolean more = true;
                while (more) {
                    more = run.step(Long.parseLong(migration), 3);
                }
            } catch (SimulatedCrash | RuntimeException e) {
                died[0] = true;
            }
        });
        return died[0];
    }

    @Test
    void twoInstancesAtOnce_andTwoFilesWithTheSameOrders_bringEachHereOnce() throws Exception {
        ClassPlacement place = aClass();
        List<Line> lines = new ArrayList<>();
        List<Family> families = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            families.add(known(member(place)));
            lines.add(Line.of(families.getLast()));
        }
        Family late = known(member(place));
        String first = checked(lines.toArray(Line[]::new));
        lines.add(Line.of(late));
        String second = checked(lines.toArray(Line[]::new));
        assertThat(second).isNotEqualTo(first);
        begin(first, "runs").expect(202);
        begin(second, "runs").expect(202);
        atOnce(List.of(() -> steps(first), () -> steps(second), () -> steps(first), () -> steps(second)));
        run.run();
        assertThat(state(first)).isEqualTo("DONE");
        assertThat(state(second)).isEqualTo("DONE");
        families.add(late);
        for (Family family : families) {
            assertThat(eventsOf(running(family))).containsExactly("MIGRATED 2027-03-31");
            assertThat(rowsOf("purchase", family)).isEqualTo(1);
        }
        int done = counts(first).getOrDefault("DONE", 0) + counts(second).getOrDefault("DONE", 0);
        int skipped = counts(first).getOrDefault("SKIPPED", 0) + counts(second).getOrDefault("SKIPPED", 0);
        assertThat(done).isEqualTo(7);
        assertThat(skipped).isEqualTo(6);
        assertThat(agreement(first).path("agree").asBoolean()).isTrue();
        assertThat(agreement(second).path("agree").asBoolean()).isTrue();
    }

    private void steps(String migration) {
        boolean more = true;
        while (more) {
            more = run.step(Long.parseLong(migration), 2);
        }
    }

    @Test
    void aSecondFileThatOverlapsTouchesNothingTwice_andSaysSoBeforeItRuns() {
        Family family = known();
        Line order = Line.of(family);
        brought(order);
        String second = checked(order, Line.of(family).days("2027-04-01", "2027-04-30"));
        assertThat(result(second, 2)).isEqualTo("SKIPPED ALREADY_MIGRATED");
        bring(second);
        assertThat(counts(second)).isEqualTo(Map.of("SKIPPED", 1, "DONE", 1));
        assertThat(eventsOf(running(family))).containsExactly("MIGRATED 2027-03-31", "MIGRATED 2027-04-30");
        assertThat(agreement(second).path("agree").asBoolean()).isTrue();
    }

    @Test
    void anUploadKilledAtAnyCall_leavesAllOfItsLinesOrNone_andTheSameFileCanComeAgain() throws Exception {
        Line order = Line.of(known());
        Line bad = Line.of(known()).with("paid_fen", "none");
        String file = file(order, bad, Line.of(known()).with("old_order_no", order.orderNo()));
        int kills = 0;
        long stored = 0;
        for (int call = 1; stored == 0; call++) {
            assertThat(call).isLessThan(50);
            database().breaking().arm(call % 2 == 0 ? JdbcFault.crashBefore(call) : JdbcFault.crashAfter(call));
            kills += loadDies(file) ? 1 : 0;
            database().breaking().disarm();
            database().breaking().restart();
            stored = count("SELECT COUNT(*) FROM migration_row WHERE old_order_no = ?", order.orderNo());
        }
        assertThat(kills).isGreaterThan(5);
        String migration = upload(file);
        assertThat(counts(migration)).isEqualTo(Map.of("NEW", 1, "BAD", 2));
        assertThat(stored).isEqualTo(2);
        assertThat(count(
                        "SELECT COUNT(*) FROM audit_log WHERE subject_type = 'MIGRATION' AND subject_id = ?",
                        migration))
                .isEqualTo(1);
    }

    private boolean loadDies(String file) {
        boolean[] died = {false};
        var operator = new Caller("1", Caller.Kind.USER, Set.of("OPERATOR"), Set.of(), null);
        database().run(() -> {
            try {
                load.load(
                        operator,
                        aKey(),
                        new LoadMigration.Upload("old.csv", "旧平台下线"),
                        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SimulatedCrash | RuntimeException e) {
                died[0] = true;
            }
        });
        return died[0];
    }

    @Test
    void theSameFileIsTheSameMigration_byWhomeverAndAtOnce() throws Exception {
        String file = file(Line.of(known()));
        String key = aKey();
        String first = uploaded(key, file).expect(201).json().path("id").asString();
        assertThat(uploaded(key, file).expect(201).json().path("id").asString()).isEqualTo(first);
        assertThat(upload(file)).isEqualTo(first);
        assertThat(uploaded(key, file(Line.of(known()))).expect(422).code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        String other = file(Line.of(known()));
        var seen = new ConcurrentLinkedQueue<String>();
        atOnce(List.of(() -> seen.add(upload(other)), () -> seen.add(upload(other)), () -> seen.add(upload(other))));
        assertThat(new HashSet<>(seen)).hasSize(1);
        assertThat(counts(seen.element())).isEqualTo(Map.of("NEW", 1));
    }

    @Test
    void theParentPaysAtTheSameMoment_andNoDayIsLost() throws Exception {
        for (int round = 0; round < 5; round++) {
            Family family = known();
            String purchase = order(family, "AIXUE_MOBILE_M1");
            String migration = checked(Line.of(family).days("2027-03-01", "2027-03-31"));
            begin(migration, "runs").expect(202);
            atOnce(List.of(() -> steps(migration), () -> payments.pay("P" + purchase)));
            assertThat(stateOf(purchase)).isEqualTo("PAID");
            boolean parentFirst = result(migration, 2).equals("DONE OVERLAPS");
            assertThat(through(family)).isEqualTo(parentFirst ? "2027-05-01" : "2027-04-30");
            assertThat(count("SELECT COUNT(*) FROM subscription_term WHERE subscription_id = ?", running(family)))
                    .isEqualTo(2);
        }
    }

    private static void atOnce(List<Runnable> acts) throws Exception {
        var together = new CyclicBarrier(acts.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(acts.size())) {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable act : acts) {
                running.add(threads.submit(() -> {
                    together.await();
                    act.run();
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
