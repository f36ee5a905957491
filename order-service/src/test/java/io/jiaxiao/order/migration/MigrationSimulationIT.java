package io.jiaxiao.order.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.subscription.SubscriptionCalendar;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.simulation.Simulation;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Random months of a migration: files come, overlap, are run, undone and run again, families buy, pause and cancel meanwhile, days
 * pass, the service dies at any call. {@code -Djx.seeds=N} runs N of them.
 */
class MigrationSimulationIT extends MigrationFixture {

    private final Set<String> seen = new HashSet<>();

    @Autowired
    private ApplicationContext context;

    @Test
    void whateverHappens_eachOrderIsHereOnceOrNot_andEachChildHasWhatItsSubscriptionSays() {
        Simulation.of("migrations", () -> new MigrationWorld(this))
                .command(16, (random, world) -> new MigrationWorld.Load(orders(random)))
                .command(6, (random, world) -> new MigrationWorld.Want("checks", random.nextInt(40)))
                .command(20, (random, world) -> new MigrationWorld.Want("runs", random.nextInt(40)))
                .command(10, (random, world) -> new MigrationWorld.Want("undos", random.nextInt(40)))
                .command(3, (random, world) -> new MigrationWorld.Want("cancellations", random.nextInt(40)))
                .command(40, (random, world) -> new MigrationWorld.Work(1 + random.nextInt(4), 0, false))
                .command(
                        14, (random, world) -> new MigrationWorld.Work(4, 1 + random.nextInt(30), random.nextBoolean()))
                .command(5, (random, world) -> new MigrationWorld.Does(random.nextInt(3), "buy"))
                .command(2, (random, world) -> new MigrationWorld.Does(random.nextInt(3), "cancellations"))
                .command(3, (random, world) -> new MigrationWorld.Does(random.nextInt(3), "pauses"))
                .command(3, (random, world) -> new MigrationWorld.Does(random.nextInt(3), "resumptions"))
                .command(3, (random, world) -> new MigrationWorld.Does(random.nextInt(3), "endings"))
                .command(8, (random, world) -> new MigrationWorld.DaysPass(1 + random.nextInt(15)))
                .invariant("rows, purchases, subscriptions and entitlements agree", MigrationWorld::agree)
                .steps(120)
                .seeds(6)
                .shrinkTries(15)
                .run();
        if (Long.getLong("jx.seed") == null) {
            assertThat(seen)
                    .as("months in which little happens prove little")
                    .contains("DONE", "SKIPPED", "CONFLICT", "UNDONE", "KEPT", "CANCELLED");
        }
    }

    private static List<MigrationWorld.Order> orders(Random random) {
        return IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> new MigrationWorld.Order(
                        random.nextInt(3),
                        random.nextInt(6),
                        random.nextInt(70) - 50,
                        1 + random.nextInt(2),
                        random.nextInt(40) - 30))
                .toList();
    }

    void turn() {
        SubscriptionCalendar.turn(context);
    }

    void saw(Set<String> states) {
        seen.addAll(states);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    Http http() {
        return http;
    }
}
