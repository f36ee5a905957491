package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.testkit.identity.Tokens;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Open holds and orders in flight are the same; where they are not, operators see it. */
class HoldsAndOrdersIT extends OrderTest {

    @Test
    void aHoldWithoutItsOrder_andAnOrderWithoutItsHold_areSeen() {
        long holdsBefore = broken("OPEN_HOLD_WITHOUT_ORDER");
        long ordersBefore = broken("ORDER_WITHOUT_OPEN_HOLD");
        long open = placed(aPersonWith(100), card(10, 5));
        long person = aPersonWith(100);
        long refunded = ordered(person, card(10, 5));
        http.post("/api/v1/redemptions/" + refunded + "/cancellations", Tokens.parent(person), Map.of());
        assertThat(state(refunded)).isEqualTo("REFUNDED");
        assertThat(broken("OPEN_HOLD_WITHOUT_ORDER")).isEqualTo(holdsBefore);
        assertThat(broken("ORDER_WITHOUT_OPEN_HOLD")).isEqualTo(ordersBefore);

        jdbc.update("UPDATE redemption SET state = 'FULFILLED' WHERE id = ?", open);
        assertThat(broken("OPEN_HOLD_WITHOUT_ORDER")).isEqualTo(holdsBefore + 1);
        jdbc.update("UPDATE redemption SET state = 'PLACED' WHERE id = ?", open);
        assertThat(broken("OPEN_HOLD_WITHOUT_ORDER")).isEqualTo(holdsBefore);

        for (String inFlight : new String[] {"ACCEPTED", "SUPPLIED", "REVIEW"}) {
            jdbc.update("UPDATE redemption SET state = ? WHERE id = ?", inFlight, refunded);
            assertThat(broken("ORDER_WITHOUT_OPEN_HOLD")).as(inFlight).isEqualTo(ordersBefore + 1);
        }
        jdbc.update("UPDATE redemption SET state = 'REFUNDING' WHERE id = ?", refunded);
        assertThat(broken("ORDER_WITHOUT_OPEN_HOLD"))
                .as("the ledger is told first")
                .isEqualTo(ordersBefore);
        jdbc.update("UPDATE redemption SET state = 'REFUNDED' WHERE id = ?", refunded);
    }

    private long broken(String name) {
        for (JsonNode one : http.get("/admin/v1/points/invariants", Tokens.operator())
                .json()
                .path("broken")) {
            if (one.path("name").asString().equals(name)) {
                return one.path("by").asLong();
            }
        }
        return 0;
    }
}
