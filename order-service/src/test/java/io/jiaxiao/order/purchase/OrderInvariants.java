package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What holds of all families of a world after every step. */
final class OrderInvariants {

    private final OrderWorld world;

    OrderInvariants(OrderWorld world) {
        this.world = world;
    }

    void hold() {
        money();
        subscriptions();
        entitlements();
    }

    /** The payer's books, and the purchase's of the same. */
    private void money() {
        for (Map<String, Object> row : world.rows("SELECT id, state, price_fen, asked_fen, back_fen, subscription_id,"
                + " (SELECT received - sent_back FROM test_payment t WHERE t.id = payment_id) AS kept,"
                + " (SELECT COALESCE(SUM(amount), 0) FROM test_refund r WHERE r.payment_id = purchase.payment_id) AS asked"
                + " FROM purchase WHERE method = 'ALIPAY' AND %s")) {
            boolean paid = List.of("PAID", "REFUNDING", "REFUNDED").contains((String) row.get("state"));
            long price = number(row, "price_fen");
            assertThat(number(row, "kept")).as("kept of %s", row).isEqualTo(paid ? price - number(row, "back_fen") : 0);
            assertThat(number(row, "asked")).as("asked of %s", row).isEqualTo(number(row, "asked_fen"));
            assertThat(number(row, "asked_fen")).as("asked of %s", row).isLessThanOrEqualTo(price);
        }
        for (Map<String, Object> row : world.rows("SELECT id, state, (SELECT COUNT(*) FROM subscription_term x"
                + " WHERE x.purchase_id = purchase.id) AS terms FROM purchase WHERE %s")) {
            boolean settled = List.of("PAID", "REFUNDING", "REFUNDED").contains((String) row.get("state"));
            assertThat(number(row, "terms")).as("terms of %s", row).isEqualTo(settled ? 1 : 0);
        }
    }

    /** What is told of it, and what its terms say. */
    private void subscriptions() {
        for (Map<String, Object> row : world.rows("SELECT id, child_id, product_code, state, paid_through,"
                + " (SELECT MAX(through_day) FROM subscription_term t WHERE t.subscription_id = subscription.id) AS term_end,"
                + " (SELECT e.paid_through FROM subscription_event e WHERE e.subscription_id = subscription.id"
                + "   ORDER BY seq DESC LIMIT 1) AS told FROM subscription WHERE %s")) {
            assertThat(row.get("told")).as("the stream of %s", row).isEqualTo(row.get("paid_through"));
            if (List.of("ACTIVE", "PAUSED", "ENDING", "EXPIRED").contains((String) row.get("state"))) {
                assertThat(row.get("term_end")).as("the terms of %s", row).isEqualTo(row.get("paid_through"));
            }
        }
    }

    /** Open exactly where something runs, through exactly its last paid day. */
    private void entitlements() {
        for (Map<String, Object> row :
                world.rows("SELECT e.child_id, e.product_code, e.state, e.paid_through, s.state AS running,"
                        + " s.paid_through AS running_through FROM entitlement e LEFT JOIN subscription s ON s.open_child = e.child_id"
                        + " AND s.product_code = e.product_code WHERE e.child_id IN (" + world.children() + ")")) {
            String open = (String) row.get("running");
            String right = open == null ? "CLOSED" : open.equals("PAUSED") ? "PAUSED" : "OPEN";
            assertThat(row.get("state")).as("%s", row).isEqualTo(right);
            if (open != null) {
                assertThat(row.get("paid_through")).as("%s", row).isEqualTo(row.get("running_through"));
            }
        }
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) Objects.requireNonNull(row.get(column), () -> column + " of " + row)).longValue();
    }
}
