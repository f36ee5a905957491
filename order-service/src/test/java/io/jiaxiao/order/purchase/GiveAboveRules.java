package io.jiaxiao.order.purchase;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.purchase.domain.OperatorRefund;
import io.jiaxiao.order.purchase.domain.OperatorRefund.Effect;
import io.jiaxiao.starter.security.Caller;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** An operator gives a share of what can be given; what has to wait is approved by another at once. */
record GiveAboveRules(int choice, int percent, boolean ends) implements OrderWorld.Act {

    private static final Caller WANG = operator("101");
    private static final Caller LI = operator("102");

    @Override
    public void in(OrderWorld world) {
        RefundAboveRules refunds = world.shop().refunds();
        Effect effect = ends ? Effect.END : Effect.LEAVE;
        world.onPurchase(choice, id -> {
            RefundAboveRules.Preview shown = refunds.preview(id, Money.ofFen(1), effect);
            long wanted = Math.max(shown.least().fen(), shown.most().fen() * percent / 100);
            if (wanted == 0) {
                return;
            }
            OperatorRefund made = refunds.request(
                    WANG,
                    UUID.randomUUID().toString(),
                    new RefundAboveRules.Wanted(id, Money.ofFen(wanted), effect, "投诉补偿"));
            if (made.state() == OperatorRefund.State.WAITING) {
                refunds.approve(LI, made.id(), "已核实");
            }
            world.shop().saw(List.of("GIVEN_" + effect));
        });
    }

    private static Caller operator(String id) {
        return new Caller(id, Caller.Kind.USER, Set.of("OPERATOR"), Set.of(), null);
    }
}
