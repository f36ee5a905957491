package io.jiaxiao.mall.points;

import com.zaxxer.hikari.HikariDataSource;
import io.jiaxiao.testkit.servers.TestSchema;
import io.jiaxiao.testkit.simulation.Command;
import io.jiaxiao.testkit.simulation.JdbcFault;
import io.jiaxiao.testkit.simulation.Simulation;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 5,000 random commands, with copies, key reuse, time and crashes, against tokens; {@code -Djx.seeds=N} for more. */
class LedgerSimulationIT {

    private static final int SEEDS = 20;
    private static final int STEPS = 250;

    private static TestSchema schema;
    private static HikariDataSource source;

    @BeforeAll
    static void open() {
        schema = TestSchema.create("ledgersim");
        source = TestLedger.pool(schema);
    }

    @AfterAll
    static void close() {
        source.close();
        schema.close();
    }

    @Test
    void whateverHappens_theBooksAreSound_andEveryPointIsWhereTheModelHasIt() {
        Simulation.of("ledger", () -> new LedgerWorld(source))
                .command(20, (random, world) -> grant(random))
                .command(30, (random, world) -> hold(random))
                .command(15, (random, world) -> settle(random))
                .command(8, (random, world) -> reverse(random))
                .command(4, (random, world) -> new LedgerWorld.Expire(person(random)))
                .command(3, (random, world) -> new LedgerWorld.Freeze(person(random), random.nextInt(3) == 0))
                .command(10, (random, world) -> new LedgerWorld.Again(random.nextInt(1000), random.nextInt(3) > 0))
                .command(10, (random, world) -> new LedgerWorld.Pass(1 + random.nextInt(60)))
                .command(3, (random, world) -> new LedgerWorld.RollUp(1 + random.nextInt(5)))
                .command(7, (random, world) -> new LedgerWorld.Break(fault(random), anything(random)))
                .invariant("the books are sound", LedgerWorld::requireSoundBooks)
                .invariant("balances are the model's", LedgerWorld::requireBalancesOfTheModel)
                .seeds(SEEDS)
                .steps(STEPS)
                .shrinkTries(60)
                .run();
    }

    private static Command<LedgerWorld> anything(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> grant(random);
            case 1 -> hold(random);
            case 2 -> settle(random);
            case 3 -> reverse(random);
            default -> new LedgerWorld.Expire(person(random));
        };
    }

    private static Command<LedgerWorld> grant(Random random) {
        return new LedgerWorld.Grant(person(random), 1 + random.nextInt(20), 1 + random.nextInt(12));
    }

    private static Command<LedgerWorld> hold(Random random) {
        return new LedgerWorld.Hold(person(random), 1 + random.nextInt(15));
    }

    private static Command<LedgerWorld> settle(Random random) {
        int order = random.nextInt(1000);
        return random.nextBoolean() ? new LedgerWorld.Post(order) : new LedgerWorld.Release(order);
    }

    private static Command<LedgerWorld> reverse(Random random) {
        return new LedgerWorld.Reverse(random.nextInt(1000), 1 + random.nextInt(8));
    }

    private static int person(Random random) {
        return 1 + random.nextInt(LedgerWorld.PEOPLE);
    }

    private static JdbcFault fault(Random random) {
        int call = 1 + random.nextInt(16);
        return switch (random.nextInt(4)) {
            case 0 -> JdbcFault.crashBefore(call);
            case 1 -> JdbcFault.crashAfter(call);
            case 2 -> JdbcFault.lostBefore(call);
            default -> JdbcFault.lostAfter(call);
        };
    }
}
