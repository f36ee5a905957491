package io.jiaxiao.order.purchase;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.fixture.ShopFixture.Family;
import io.jiaxiao.order.purchase.OrderWorld.Act;
import io.jiaxiao.order.renewal.OperateRenewals;
import io.jiaxiao.order.renewal.RenewalWish;
import io.jiaxiao.starter.security.Caller;
import java.util.List;
import java.util.Set;

/** What partners and operators do to the families of a world. */
final class OrderActs {

    private static final Caller OPERATOR =
            new Caller("operator-1", Caller.Kind.USER, Set.of("OPERATOR"), Set.of(), null);

    private OrderActs() {}

    /** What was told of a payment is told again: after its purchase was paid, closed, refunded, whatever. */
    record TellAgain(int choice) implements Act {
        @Override
        public void in(OrderWorld world) {
            world.onPurchase(choice, id -> {
                if (world.shop().payments().received("P" + id) > 0) {
                    world.shop().payments().tellAgain("P" + id);
                }
            });
        }
    }

    /** Another sum came in, and an operator has settled it. */
    record PayOddly(int choice, long fen, boolean accepted) implements Act {
        @Override
        public void in(OrderWorld world) {
            world.onPurchase(choice, id -> world.shop().payments().payOddly("P" + id, fen, accepted));
        }
    }

    /** An operator lets a child go on, settled outside; sent twice under one key now and then. */
    record Renew(int family, int plan, int key) implements Act {
        @Override
        public void in(OrderWorld world) {
            Family who = world.family(family);
            var endingBy = BusinessDay.of(world.shop().clock().instant()).plusDays(31);
            var whom = new RenewalWish(who.childId(), List.of(), List.of(), OrderWorld.PLANS.get(plan), endingBy);
            world.shop()
                    .renewals()
                    .start(
                            OPERATOR,
                            "renew-" + who.childId() + "-" + key,
                            new OperateRenewals.Wish(whom, "合同2026-1", "学校统一续订"));
            world.shop().renew();
        }
    }
}
