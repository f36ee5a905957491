package io.jiaxiao.order.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.fixture.ShopFixture.Family;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import io.jiaxiao.testkit.simulation.Command;
import io.jiaxiao.testkit.simulation.JdbcFault;
import io.jiaxiao.testkit.simulation.World;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Three families, files about them, and everything that can happen to both in whatever order. */
final class MigrationWorld implements World {

    private static final List<String> STATES =
            List.of("RUNNING", "RUNNING", "PAUSED", "EXPIRED", "CANCELLED", "REFUNDED");

    final MigrationSimulationIT test;
    final List<Family> families = new ArrayList<>();
    final List<String> migrations = new ArrayList<>();
    final List<Line> lines = new ArrayList<>();

    MigrationWorld(MigrationSimulationIT test) {
        this.test = test;
        test.itIs("2027-03-10");
        for (int i = 0; i < 3; i++) {
            families.add(test.known());
        }
    }

    /** An order in a file. @param starts days from today @param again an order of an earlier file instead; below 0 for none */
    record Order(int family, int state, int starts, int months, int again) {}

    /** A file comes, and is checked. */
    record Load(List<Order> orders) implements Command<MigrationWorld> {

        @Override
        public void runIn(MigrationWorld world) {
            List<Line> file = orders.stream().map(world::line).distinct().toList();
            world.lines.addAll(file);
            String migration = world.test.upload(file.toArray(Line[]::new));
            if (!world.migrations.contains(migration)) {
                world.migrations.add(migration);
                world.begin(migration, "checks");
            }
        }
    }

    /** An operator wants something of a migration; it may not be possible. */
    record Want(String what, int choice) implements Command<MigrationWorld> {

        @Override
        public void runIn(MigrationWorld world) {
            world.choose(choice).forEach(migration -> world.begin(migration, what));
        }
    }

    /** Some steps of the work, and perhaps the process dies in one of them. @param call 0 for no death */
    record Work(int steps, int call, boolean before) implements Command<MigrationWorld> {

        @Override
        public void runIn(MigrationWorld world) {
            if (call > 0) {
                world.test.database().breaking().arm(before ? JdbcFault.crashBefore(call) : JdbcFault.crashAfter(call));
            }
            world.test.database().run(() -> {
                for (int i = 0; i < steps; i++) {
                    for (String migration : world.migrations) {
                        world.test.run.step(Long.parseLong(migration), 2);
                    }
                }
            });
            world.test.database().breaking().disarm();
        }
    }

    /** A family does something in the app; it may not be possible. */
    record Does(int family, String what) implements Command<MigrationWorld> {

        @Override
        public void runIn(MigrationWorld world) {
            Family one = world.families.get(family);
            if (what.equals("buy")) {
                world.test.buy(one, "AIXUE_MOBILE_M1");
                return;
            }
            List<String> running = world.test
                    .jdbc()
                    .queryForList("SELECT id FROM subscription WHERE open_child = ?", String.class, one.childId());
            for (String subscription : running) {
                Object body = what.equals("pauses")
                        ? Map.of("resumesOn", world.test.today().plusDays(7).toString())
                        : Map.of();
                String path = "/api/v1/subscriptions/" + subscription + "/" + what;
                orderly(world.test.http().post(path, Tokens.parent(one.parent()), MigrationFixture.aKey(), body));
            }
        }
    }

    /** Time goes by, and the calendar does what it asks for. */
    record DaysPass(int days) implements Command<MigrationWorld> {

        @Override
        public void runIn(MigrationWorld world) {
            world.test.itIs(world.test.today().plusDays(days).toString());
            world.test.turn();
        }
    }

    private Line line(Order order) {
        if (order.again() >= 0 && !lines.isEmpty()) {
            return lines.get(order.again() % lines.size());
        }
        LocalDate from = test.today().plusDays(order.starts());
        LocalDate through = from.plusMonths(order.months()).minusDays(1);
        Line line = Line.of(families.get(order.family())).days(from.toString(), through.toString());
        String state = STATES.get(order.state());
        return switch (state) {
            case "PAUSED" -> line.paused(from.toString(), from.plusDays(9).toString());
            case "CANCELLED" -> line.ended(state, from.plusDays(3).toString());
            case "REFUNDED" -> line.ended(state, from.plusDays(3).toString()).with("refunded_fen", "700");
            default -> line.with("state", state);
        };
    }

    private List<String> choose(int choice) {
        return migrations.isEmpty() ? List.of() : List.of(migrations.get(choice % migrations.size()));
    }

    private void begin(String migration, String what) {
        orderly(test.begin(migration, what));
    }

    /** Refused with words at most. */
    private static void orderly(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isLessThan(500);
    }

    @Override
    public void restart() {
        test.database().breaking().disarm();
        test.database().breaking().restart();
    }

    /** What holds whatever has happened. */
    void agree() {
        for (Family family : families) {
            none(
                    "an open subscription is paid through its last term",
                    "SELECT s.id FROM subscription s WHERE s.open_child = ? AND s.paid_through <>"
                            + " (SELECT MAX(t.through_day) FROM subscription_term t WHERE t.subscription_id = s.id)",
                    family);
            none(
                    "an entitlement is what the open subscription says, and closed without one",
                    "SELECT e.state FROM entitlement e LEFT JOIN subscription s ON s.open_child = e.child_id"
                            + " AND s.product_code = e.product_code WHERE e.child_id = ? AND NOT CASE"
                            + " WHEN s.id IS NULL THEN e.state = 'CLOSED'"
                            + " WHEN s.state = 'PAUSED' THEN e.state = 'PAUSED' AND e.paid_through = s.paid_through"
                            + " ELSE e.state = 'OPEN' AND e.paid_through = s.paid_through END",
                    family);
            none(
                    "each old purchase has its row and its term in one subscription",
                    "SELECT p.id FROM purchase p LEFT JOIN migration_row r ON r.purchase_id = p.id"
                            + " AND r.state IN ('DONE', 'KEPT') LEFT JOIN subscription_term t ON t.purchase_id = p.id"
                            + " LEFT JOIN subscription s ON s.id = t.subscription_id AND s.child_id = p.child_id"
                            + " WHERE p.child_id = ? AND p.method = 'MIGRATED' AND (r.line IS NULL OR s.id IS NULL"
                            + " OR r.subscription_id <> s.id OR p.subscription_id <> s.id)",
                    family);
            none(
                    "each row that is here has its purchase",
                    "SELECT r.line FROM migration_row r LEFT JOIN purchase p ON p.id = r.purchase_id"
                            + " WHERE r.child_id = ? AND r.state IN ('DONE', 'KEPT') AND p.id IS NULL",
                    family);
            none(
                    "no money goes back that was not taken here",
                    "SELECT p.id FROM purchase p JOIN purchase_refund f ON f.purchase_id = p.id"
                            + " WHERE p.child_id = ? AND p.method = 'MIGRATED'",
                    family);
        }
        none(
                "no term and no event is without its subscription",
                "SELECT t.purchase_id FROM subscription_term t LEFT JOIN subscription s ON s.id = t.subscription_id"
                        + " WHERE s.id IS NULL UNION SELECT e.purchase_id FROM subscription_event e"
                        + " LEFT JOIN subscription s ON s.id = e.subscription_id WHERE s.id IS NULL");
        for (String migration : migrations) {
            test.saw(test.counts(migration).keySet());
        }
    }

    private void none(String rule, String sql, Family family) {
        assertThat(test.jdbc().queryForList(sql, String.class, family.childId()))
                .as(rule)
                .isEmpty();
    }

    private void none(String rule, String sql) {
        assertThat(test.jdbc().queryForList(sql, String.class)).as(rule).isEmpty();
    }
}
