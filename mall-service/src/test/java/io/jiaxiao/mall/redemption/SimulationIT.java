package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.points.LedgerDesk;
import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.redemption.fixture.ScriptedChannel.Fate;
import io.jiaxiao.mall.redemption.fixture.ScriptedChannel.State;
import io.jiaxiao.mall.supply.SupplyNotice.Kind;
import io.jiaxiao.testkit.simulation.Simulation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Random days of the mall: people earn, redeem and cancel, channels answer, fall silent, lie and take back, the service dies
 * at any call to its database. {@code -Djx.seeds=N} runs N of them, each with fewer steps than one alone would need to see
 * everything, so that many worlds are seen.
 */
class SimulationIT extends OrderTest {

    private final Map<Long, String> ends = new HashMap<>();

    @Autowired
    private RedeemPoints redeem;

    @Autowired
    private OwnOrder own;

    @Autowired
    private OperateRedemption operate;

    @Autowired
    private Channels channels;

    @Autowired
    private LedgerDesk desk;

    @Test
    void whateverHappens_theBooksAgree_andWhenFaultsStopEverythingHasAnEnd() {
        Simulation.of("redemption", this::world)
                .command(4, (random, world) -> new MallCommands.Grant(random.nextInt(4), 50 + random.nextInt(300)))
                .command(
                        14,
                        (random, world) -> new MallCommands.Redeem(
                                random.nextInt(4),
                                random.nextInt(3),
                                Fate.values()[random.nextInt(5)],
                                random.nextInt(40)))
                .command(24, (random, world) -> new MallCommands.Work(random.nextInt(60)))
                .command(12, (random, world) -> new MallCommands.Partner(random.nextInt(60), random.nextInt(4)))
                .command(
                        10,
                        (random, world) -> new MallCommands.Notice(
                                random.nextInt(60),
                                Kind.values()[random.nextInt(Kind.values().length)],
                                1 + random.nextInt(2)))
                .command(8, (random, world) -> new MallCommands.TakeBack(random.nextInt(60)))
                .command(4, (random, world) -> new MallCommands.Cancel(random.nextInt(60)))
                .command(2, (random, world) -> new MallCommands.Confirm(random.nextInt(60)))
                .command(3, (random, world) -> new MallCommands.Silence(random.nextInt(3), random.nextBoolean()))
                .command(2, (random, world) -> new MallCommands.Expire(random.nextInt(4)))
                .command(3, (random, world) -> new MallCommands.Operate(random.nextInt(60), random.nextBoolean()))
                .command(
                        10,
                        (random, world) -> new MallCommands.CrashingWork(
                                random.nextInt(60), 1 + random.nextInt(25), random.nextBoolean()))
                .command(
                        4,
                        (random, world) -> new MallCommands.CrashingRedeem(
                                random.nextInt(4), random.nextInt(3), 1 + random.nextInt(18), random.nextBoolean()))
                .command(1, (random, world) -> new MallCommands.Settle())
                .invariant("ledger, orders, stock and numbers agree", MallWorld::agree)
                .steps(50)
                .seeds(20)
                .shrinkTries(15)
                .run();
        if (Long.getLong("jx.seed") == null) {
            muchHasHappened();
        }
    }

    /** Days on which little happens prove little. */
    private void muchHasHappened() {
        assertThat(ends.values()).hasSizeGreaterThan(30).contains("FULFILLED", "REFUNDED", "REVERSED");
        assertThat(jdbc.queryForList(
                        "SELECT DISTINCT what FROM redemption_step WHERE redemption_id IN ("
                                + ends.keySet().stream().map(String::valueOf).collect(Collectors.joining(",")) + ")",
                        String.class))
                .contains(
                        "UNKNOWN",
                        "NOT_ORDERED",
                        "REFUSED_FOR_NOW",
                        "CANCELLED",
                        "FAILED",
                        "REVERSED_BY_CHANNEL",
                        "POINTS_RETURNED",
                        "TOLD_FULFILLED");
    }

    private MallWorld world() {
        return new MallWorld(this);
    }

    RedeemPoints redeem() {
        return redeem;
    }

    OwnOrder own() {
        return own;
    }

    OperateRedemption operate() {
        return operate;
    }

    Channels channels() {
        return channels;
    }

    LedgerDesk desk() {
        return desk;
    }

    /** How every order ended, over all seeds. */
    Map<Long, String> ends() {
        return ends;
    }

    JdbcTemplate books() {
        return jdbc;
    }

    List<Long> ordersOf(List<Long> people) {
        return jdbc.queryForList(
                "SELECT id FROM redemption WHERE person_id IN ("
                        + people.stream().map(String::valueOf).collect(Collectors.joining(",")) + ") ORDER BY id",
                Long.class);
    }

    List<Long> waitingReversals(long order) {
        return jdbc.queryForList(
                "SELECT id FROM redemption_return WHERE redemption_id = ? AND state = 'REQUESTED'", Long.class, order);
    }

    String channelOf(long order) {
        return jdbc.queryForObject("SELECT channel FROM redemption WHERE id = ?", String.class, order);
    }

    int sendsOf(long order) {
        return jdbc.queryForObject("SELECT sends FROM redemption WHERE id = ?", Integer.class, order);
    }

    long ownerOf(long order) {
        return jdbc.queryForObject("SELECT person_id FROM redemption WHERE id = ?", Long.class, order);
    }

    /** The oldest open lot's time has come. */
    void expireOneLot(long person) {
        jdbc.update(
                "UPDATE points_lot SET expires_at = NOW(3) - INTERVAL 1 DAY WHERE person_id = ? AND open ORDER BY id LIMIT 1",
                person);
    }

    ScriptedChannel partner(int kind) {
        return switch (kind) {
            case 0 -> GOODS;
            case 1 -> CARDS;
            default -> BILLS;
        };
    }

    static State end(int choice) {
        return choice == 0 ? State.FAILED : State.DONE;
    }
}
