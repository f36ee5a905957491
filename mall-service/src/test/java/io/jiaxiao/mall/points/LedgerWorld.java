package io.jiaxiao.mall.points;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Points;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.testkit.simulation.Command;
import io.jiaxiao.testkit.simulation.CrashingDataSource;
import io.jiaxiao.testkit.simulation.JdbcFault;
import io.jiaxiao.testkit.simulation.MovableClock;
import io.jiaxiao.testkit.simulation.SimulatedCrash;
import io.jiaxiao.testkit.simulation.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/** A ledger that can crash, beside the tokens that say what it should be. */
final class LedgerWorld implements World {

    static final int PEOPLE = 4;

    private static final List<String> TABLES = List.of(
            "points_account",
            "points_lot",
            "points_transfer",
            "points_hold",
            "points_hold_lot",
            "points_key",
            "points_earned_day",
            "points_system_entry",
            "points_system_day",
            "outbox");

    private final MovableClock clock = MovableClock.at("2026-11-25T08:00:00Z");
    private final CrashingDataSource source;
    private final JdbcTemplate plain;
    private final TokenModel model = new TokenModel();
    private final List<Asked> asked = new ArrayList<>();
    private TestLedger ledger;
    private int keys;

    LedgerWorld(HikariDataSource pool) {
        plain = new JdbcTemplate(pool);
        TABLES.forEach(table -> plain.update("DELETE FROM " + table));
        source = new CrashingDataSource(pool);
        ledger = start();
    }

    private TestLedger start() {
        return new TestLedger(source, clock, TestLedger.settings(1));
    }

    @Override
    public void restart() {
        ledger.close();
        source.restart();
        ledger = start();
    }

    @Override
    public void close() {
        ledger.close();
    }

    /** A command that was answered, to be sent again. */
    private record Asked(Supplier<Object> again, Supplier<Object> other, Object answer) {}

    record Grant(int person, int points, int days) implements Command<LedgerWorld> {

        @Override
        public void runIn(LedgerWorld world) {
            String key = world.aKey();
            var end = world.clock.instant().plus(Duration.ofDays(days));
            var command = command(key, points, end);
            Object answer = world.ask(
                    () -> world.ledger.ledger.grant(command),
                    () -> world.ledger.ledger.grant(command(key, points + 1, end)));
            world.model.grant(((GrantResult.Granted) answer).lotId(), person, points, end);
        }

        private GrantPoints command(String key, int number, java.time.Instant end) {
            ProductLine line = ProductLine.values()[points % ProductLine.values().length];
            return new GrantPoints(key, person, line, "E", Points.of(number), end);
        }
    }

    record Hold(int person, int points) implements Command<LedgerWorld> {

        @Override
        public void runIn(LedgerWorld world) {
            String key = world.aKey();
            long number = TestLedger.aNumber();
            Object answer = world.ask(
                    () -> world.ledger.ledger.hold(command(key, number, points)),
                    () -> world.ledger.ledger.hold(command(key, number, points + 1)));
            String no = world.model.hold(number, person, points, world.clock.instant());
            if (no.isEmpty()) {
                Map<Long, Integer> payers = new LinkedHashMap<>();
                ((HoldResult.Held) answer).lots().forEach(share -> payers.put(share.lotId(), (int) share.points()));
                assertThat(List.copyOf(payers.entrySet()))
                        .isEqualTo(List.copyOf(world.model.payers(number).entrySet()));
            } else {
                var refused = (HoldResult.Refused) answer;
                assertThat(refused.reason() + " " + refused.available()).isEqualTo(no);
            }
        }

        private HoldPoints command(String key, long number, int wanted) {
            return new HoldPoints(key, number, person, Points.of(wanted), "REDEMPTION", null);
        }
    }

    record Post(int order) implements Command<LedgerWorld> {

        @Override
        public void runIn(LedgerWorld world) {
            long hold = world.hold(order);
            String key = world.aKey();
            Object answer = world.ask(
                    () -> world.ledger.ledger.post(new SettleHold(key, hold, "FULFILLED")),
                    () -> world.ledger.ledger.post(new SettleHold(key, hold, "OTHER")));
            world.requireSettled(hold, answer, world.model.post(hold));
        }
    }

    record Release(int order) implements Command<LedgerWorld> {

        @Override
        public void runIn(LedgerWorld world) {
            long hold = world.hold(order);
            String key = world.aKey();
            Object answer = world.ask(
                    () -> world.ledger.ledger.release(new SettleHold(key, hold, "CANCELLED")),
                    () -> world.ledger.ledger.post(new SettleHold(key, hold, "CANCELLED")));
            world.requireSettled(hold, answer, world.model.release(hold, world.clock.instant()));
        }
    }

    record Reverse(int order, int points) implements Command<LedgerWorld> {

        @Override
        public void runIn(LedgerWorld world) {
            long hold = world.hold(order);
            String key = world.aKey();
            Object answer = world.ask(
                    () -> world.ledger.ledger.reverse(new ReversePost(key, hold, Points.of(points), "RETURN")),
                    () -> world.ledger.ledger.reverse(new ReversePost(key, hold, Points.of(points + 1), "RETURN")));
            String no = world.model.reverse(hold, points, world.clock.instant());
            if (no.isEmpty()) {
                assertThat(((ReverseResult.Reversed) answer).points()).isEqualTo(Points.of(points));
            } else {
                assertThat(((ReverseResult.Refused) answer).reason().name()).isEqualTo(no);
            }
        }
    }

    record Expire(int person) implements Command<LedgerWorld> {

        @Override
        public void runIn(LedgerWorld world) {
            long ended = world.untilAnswered(() -> world.ledger.ledger.expire(List.of((long) person)));
            long expected = world.model.expire(person, world.clock.instant());
            // Ended before the crash, and told to nobody.
            assertThat(ended).isIn(expected, 0L);
        }
    }

    record Freeze(int person, boolean on) implements Command<LedgerWorld> {

        @Override
        public void runIn(LedgerWorld world) {
            int met = world.plain.update("UPDATE points_account SET frozen = ? WHERE person_id = ?", on, person);
            if (met == 1) {
                world.model.freeze(person, on);
            }
        }
    }

    /** An old command comes again, as it was or with another body. */
    record Again(int which, boolean same) implements Command<LedgerWorld> {

        @Override
        public void runIn(LedgerWorld world) {
            if (world.asked.isEmpty()) {
                return;
            }
            Asked old = world.asked.get(which % world.asked.size());
            if (same) {
                assertThat(old.again().get()).isEqualTo(old.answer());
            } else {
                assertThat(old.other().get().toString()).contains("KEY_REUSED");
            }
        }
    }

    record Pass(int hours) implements Command<LedgerWorld> {

        @Override
        public void runIn(LedgerWorld world) {
            world.clock.advance(Duration.ofHours(hours));
        }
    }

    record RollUp(int most) implements Command<LedgerWorld> {

        @Override
        public void runIn(LedgerWorld world) {
            world.ledger.system.rollUp(most);
        }
    }

    /** Something goes wrong at one call to the database while the next command runs. */
    record Break(JdbcFault fault, Command<LedgerWorld> during) implements Command<LedgerWorld> {

        @Override
        public void runIn(LedgerWorld world) throws Exception {
            world.source.arm(fault);
            try {
                during.runIn(world);
            } finally {
                world.source.disarm();
            }
        }
    }

    private String aKey() {
        return "k-" + keys++;
    }

    private long hold(int order) {
        List<Long> known = model.orders();
        return known.isEmpty() ? 1 : known.get(order % known.size());
    }

    /** Asks until there is an answer, as a caller with a key does; a dead process is started again. */
    private <T> T untilAnswered(Supplier<T> command) {
        for (int tries = 1; ; tries++) {
            try {
                return command.get();
            } catch (SimulatedCrash | RefusedException e) {
                assertThat(tries).isLessThan(5);
                restart();
            }
        }
    }

    private Object ask(Supplier<Object> command, Supplier<Object> other) {
        Object answer = untilAnswered(command);
        asked.add(new Asked(command, other, answer));
        return answer;
    }

    private void requireSettled(long hold, Object answer, String no) {
        if (no.isEmpty()) {
            assertThat(answer).isEqualTo(new SettleResult.Settled(hold, Points.of(model.points(hold))));
        } else {
            assertThat(((SettleResult.Refused) answer).reason().name()).isEqualTo(no);
        }
    }

    void requireSoundBooks() {
        assertThat(ledger.broken()).isEmpty();
    }

    void requireBalancesOfTheModel() {
        for (int person = 1; person <= PEOPLE; person++) {
            Balance balance = ledger.balance(person);
            assertThat(balance.available().value())
                    .as("available of %d", person)
                    .isEqualTo(model.available(person, clock.instant()));
            assertThat(balance.held().value()).as("held of %d", person).isEqualTo(model.held(person));
            assertThat(balance.frozen()).isEqualTo(model.frozen(person));
        }
    }
}
