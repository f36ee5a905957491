package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.order.subscription.SubscriptionCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** As many rows as a job takes at once, none of which can be done: all others are done in the same round. */
class FailingRowsIT extends ShopFixture {

    private static final int A_BATCH = 500;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private PayInstalments instalments;

    private final long first = number() * 1_000;

    @AfterEach
    void takeThemAway() {
        for (String table : List.of("promotion_instalment", "promotion_grant")) {
            jdbc.update("DELETE FROM " + table + " WHERE purchase_id BETWEEN ? AND ?", first, first + A_BATCH);
        }
        jdbc.update("DELETE FROM subscription_event WHERE subscription_id BETWEEN ? AND ?", first, first + A_BATCH);
        jdbc.update("DELETE FROM subscription WHERE id BETWEEN ? AND ?", first, first + A_BATCH);
    }

    private List<Object[]> each() {
        List<Object[]> rows = new ArrayList<>();
        LongStream.range(first, first + A_BATCH).forEach(id -> rows.add(new Object[] {id}));
        return rows;
    }

    @Test
    void instalmentsThatCannotBePaid_doNotKeepOthersFromTheirPayers() {
        itIs("2026-11-30");
        String purchase = buy(aFamily(), "GAOKAO_VIP_M3_BACK3");
        itIs("2026-12-31");
        jdbc.batchUpdate(
                "INSERT INTO promotion_grant (purchase_id, subscription_id, policy_code, policy_version, paid_fen, granted_at)"
                        + " VALUES (?, 1, 'SUBSCRIBE3_RETURN3', 1, 6000, '2020-01-01')",
                each());
        jdbc.batchUpdate(
                "INSERT INTO promotion_instalment (purchase_id, no, due_on, amount_fen, state, state_at)"
                        + " VALUES (?, 1, '2020-02-01', 2000, 'SCHEDULED', '2020-01-01')",
                each());
        instalments.run();
        assertThat(jdbc.queryForList(
                        "SELECT state FROM promotion_instalment WHERE purchase_id = ? ORDER BY no",
                        String.class,
                        purchase))
                .containsExactly("ASKED", "SCHEDULED", "SCHEDULED");
    }

    @Test
    void subscriptionsThatCannotBeEnded_doNotKeepOthersOpen() {
        itIs("2027-01-31");
        String subscription = subscriptionOf(buy(aFamily(), "AIXUE_MOBILE_M1"));
        itIs("2027-03-01");
        jdbc.batchUpdate(
                "INSERT INTO subscription (id, child_id, product_code, person_id, school_id, state, state_at, paid_through,"
                        + " created_at) VALUES (?, CONCAT('F', id), 'AIXUE_MOBILE', 1, '1', 'ACTIVE', '2020-01-01', '2020-02-01',"
                        + " '2020-01-01')",
                each());
        // Behind this one no other event has a number.
        jdbc.batchUpdate(
                "INSERT INTO subscription_event (subscription_id, seq, at, kind, actor, paid_through)"
                        + " VALUES (?, 2147483647, '2020-01-01', 'ACTIVATED', 'system', '2020-02-01')",
                each());
        SubscriptionCalendar.turn(context);
        assertThat(subscriptionState(subscription)).isEqualTo("EXPIRED");
    }
}
