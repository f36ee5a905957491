package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.carrier.TakeCarrierNotice;
import io.jiaxiao.order.catalogue.Quotes;
import io.jiaxiao.order.fixture.ScriptedPayments;
import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.order.renewal.OperateRenewals;
import io.jiaxiao.order.renewal.RenewalCalendar;
import io.jiaxiao.order.subscription.KeepSubscription;
import io.jiaxiao.order.subscription.SubscriptionCalendar;
import io.jiaxiao.testkit.simulation.MovableClock;
import io.jiaxiao.testkit.simulation.Simulation;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Random months of three families: they quote, order, pay, cancel, pause and let things end, on the carrier's bill too; partners
 * tell twice, late and of other sums; operators renew and give money back above the rules; days pass; the service dies at any
 * call to its database. {@code -Djx.seeds=N} runs N of them.
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
    private RefundAboveRules refunds;

    @Autowired
    private PayInstalments instalments;

    @Autowired
    private OperateRenewals renewals;

    @Autowired
    private OrderOnBill onBill;

    @Autowired
    private TakeCarrierNotice notices;

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
                .command(4, (random, world) -> new OrderActs.TellAgain(random.nextInt(60)))
                .command(
                        3,
                        (random, world) -> new OrderActs.PayOddly(
                                random.nextInt(60), 1 + random.nextInt(3000), random.nextInt(3) > 0))
                .command(5, (random, world) -> new OrderActs.Renew(random.nextInt(3), plan(random), random.nextInt(40)))
                .command(5, (random, world) -> new BillActs.OrderOnBill(random.nextInt(3), random.nextInt(40)))
                .command(6, (random, world) -> new BillActs.CodeSent(random.nextInt(20)))
                .command(10, (random, world) -> notice(random))
                .command(2, (random, world) -> new BillActs.End(random.nextInt(20)))
                .command(
                        5,
                        (random, world) ->
                                new GiveAboveRules(random.nextInt(60), random.nextInt(101), random.nextInt(3) == 0))
                .command(
                        18,
                        (random, world) ->
                                new OrderWorld.Crashing(crashing(random), 1 + random.nextInt(24), random.nextBoolean()))
                .invariant("money, purchases, subscriptions and entitlements agree", OrderWorld::agree)
                .steps(150)
                .seeds(20)
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
                            "FORFEITED",
                            "ON_BILL",
                            "AMOUNT_ACCEPTED",
                            "AMOUNT_RETURNED",
                            "MONEY_NOT_WANTED",
                            "ENDED_BY_CARRIER",
                            "PAID_OUTSIDE",
                            "GIVEN_LEAVE",
                            "GIVEN_END");
        }
    }

    private static int plan(Random random) {
        return random.nextInt(OrderWorld.PLANS.size());
    }

    private static BillActs.Notice notice(Random random) {
        BillActs.Word[] words = BillActs.Word.values();
        // Most orders run; the rest is drawn evenly.
        BillActs.Word word = random.nextInt(3) == 0 ? BillActs.Word.RUNS : words[random.nextInt(words.length)];
        return new BillActs.Notice(random.nextInt(20), word, 1 + random.nextInt(2));
    }

    private static OrderWorld.Act crashing(Random random) {
        int choice = random.nextInt(60);
        int family = random.nextInt(3);
        return switch (random.nextInt(13)) {
            case 0 -> new OrderWorld.Order(family, plan(random), choice);
            case 1 -> new OrderWorld.Pay(choice, false);
            case 2 -> new OrderWorld.Cancel(choice);
            case 3 -> new OrderWorld.Arrive(choice);
            case 4 -> new OrderWorld.CancelUnpaid(choice);
            case 5 -> new OrderActs.Renew(family, plan(random), choice);
            case 6 -> notice(random);
            case 7 -> new OrderActs.PayOddly(choice, 1 + random.nextInt(3000), random.nextBoolean());
            case 8 -> new BillActs.OrderOnBill(family, choice);
            case 9 -> new OrderWorld.PayLate(choice);
            case 10 -> new GiveAboveRules(choice, 40 + 20 * random.nextInt(4), false);
            case 11 -> new GiveAboveRules(choice, 100, true);
            default -> new OrderWorld.Turn();
        };
    }

    void saw(Iterable<String> things) {
        things.forEach(seen::add);
    }

    void turn() {
        SubscriptionCalendar.turn(context);
        instalments.run();
        renew();
    }

    void renew() {
        RenewalCalendar.turn(context);
    }

    OperateRenewals renewals() {
        return renewals;
    }

    OrderOnBill onBill() {
        return onBill;
    }

    TakeCarrierNotice notices() {
        return notices;
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

    RefundAboveRules refunds() {
        return refunds;
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
