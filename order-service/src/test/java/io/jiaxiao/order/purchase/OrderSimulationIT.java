package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.catalogue.Quotes;
import io.jiaxiao.order.fixture.ScriptedPayments;
import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.order.subscription.KeepSubscription;
import io.jiaxiao.order.subscription.SubscriptionCalendar;
import io.jiaxiao.testkit.simulation.MovableClock;
import io.jiaxiao.testkit.simulation.Simulation;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Random months of three families: they quote, order, pay, cancel, pause and let things end, days pass, money arrives late, the
 * service dies at any call to its database. {@code -Djx.seeds=N} runs N of them.
 */
class OrderSimulationIT extends ShopFixture {

    private final Set<String> seen = new HashSet<>();

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Quotes quotes;

    @Autowired
    private MakePurchase make;

    @Autowired
    private OwnPurchase own;

    @Autowired
    private CancelSubscription cancel;

    @Autowired
    private KeepSubscription keep;

    @Autowired
    private PayInstalments instalments;

    @Test
    void whateverHappens_moneyInIsPaidLessRefunded_andEachChildHasExactlyWhatIsPaidFor() {
        Simulation.of("orders", () -> new OrderWorld(this))
                .command(
                        16,
                        (random, world) -> new OrderWorld.Order(
                                random.nextInt(3), random.nextInt(OrderWorld.PLANS.size()), random.nextInt(60)))
                .command(20, (random, world) -> new OrderWorld.Pay(random.nextInt(60), random.nextInt(12) == 0))
                .command(4, (random, world) -> new OrderWorld.PayLate(random.nextInt(60)))
                .command(5, (random, world) -> new OrderWorld.CancelUnpaid(random.nextInt(60)))
                .command(4, (random, world) -> new OrderWorld.Expire(random.nextInt(60)))
                .command(6, (random, world) -> new OrderWorld.Cancel(random.nextInt(30)))
                .command(
                        9,
                        (random, world) ->
                                new OrderWorld.Keep(random.nextInt(30), random.nextInt(4), random.nextInt(40)))
                .command(14, (random, world) -> new OrderWorld.DaysPass(1 + random.nextInt(20)))
                .command(14, (random, world) -> new OrderWorld.Turn())
                .command(6, (random, world) -> new OrderWorld.Arrive(random.nextInt(60)))
                .command(
                        12,
                        (random, world) -> new OrderWorld.Crashing(
                                crashing(random.nextInt(6), random.nextInt(60), random.nextInt(3), random.nextInt(4)),
                                1 + random.nextInt(24),
                                random.nextBoolean()))
                .invariant("money, purchases, subscriptions and entitlements agree", OrderWorld::agree)
                .steps(160)
                .seeds(8)
                .shrinkTries(15)
                .run();
        if (Long.getLong("jx.seed") == null) {
            assertThat(seen)
                    .as("days on which little happens prove little")
                    .contains(
                            "PAID",
                            "CLOSED",
                            "REFUNDED",
                            "EXPIRED",
                            "RENEWED",
                            "PAUSED",
                            "CANCELLED",
                            "RETURNED",
                            "FORFEITED");
        }
    }

    private static OrderWorld.Act crashing(int kind, int choice, int family, int plan) {
        return switch (kind) {
            case 0 -> new OrderWorld.Order(family, plan % OrderWorld.PLANS.size(), choice);
            case 1 -> new OrderWorld.Pay(choice, false);
            case 2 -> new OrderWorld.Cancel(choice);
            case 3 -> new OrderWorld.Arrive(choice);
            case 4 -> new OrderWorld.CancelUnpaid(choice);
            default -> new OrderWorld.Turn();
        };
    }

    void saw(Iterable<String> things) {
        things.forEach(seen::add);
    }

    void turn() {
        SubscriptionCalendar.turn(context);
        instalments.run();
    }

    Quotes quotes() {
        return quotes;
    }

    MakePurchase make() {
        return make;
    }

    OwnPurchase own() {
        return own;
    }

    CancelSubscription cancel() {
        return cancel;
    }

    KeepSubscription keep() {
        return keep;
    }

    ScriptedPayments payments() {
        return payments;
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    MovableClock clock() {
        return clock;
    }
}
