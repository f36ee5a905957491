package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Orders of which some parcels arrive and others never do. */
class PartDeliveryIT extends OrderTest {

    @Test
    void anOrderDeliveredInPart_isHandedToAPerson_whoGivesThePointsOfTheRestBack() {
        long person = aPersonWith(200);
        long order = partDelivered(person, 2, parcel("A", Parcel.State.DELIVERED), parcel("B", Parcel.State.CANCELLED));
        assertThat(state(order)).isEqualTo("FULFILLED");
        assertThat(attention(order)).isEqualTo("DELIVERED_IN_PART");
        assertThat(events("MallAlarm", order)).isEqualTo(1);
        assertThat(available(person)).isZero();
        refused(giveBack(order, aKey(), 2), 409, "MORE_THAN_MISSING");
        String key = aKey();
        assertThat(giveBack(order, key, 1).status()).isEqualTo(200);
        assertThat(giveBack(order, key, 1).status()).as("the same key again").isEqualTo(200);
        refused(giveBack(order, key, 2), 422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(available(person)).isEqualTo(100);
        refused(giveBack(order, aKey(), 1), 409, "MORE_THAN_MISSING");
        assertThat(available(person)).isEqualTo(100);
        assertThat(attention(order)).isNull();
        assertThat(state(order)).isEqualTo("FULFILLED");
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM audit_log WHERE action = 'RETURN_UNDELIVERED' AND subject_id = ?",
                        Long.class,
                        number(order)))
                .isEqualTo(1);
        assertThat(jdbc.queryForList(
                        "SELECT CONCAT(kind, ' ', state, ' ', quantity) FROM redemption_return WHERE redemption_id = ?",
                        String.class,
                        order))
                .containsExactly("NOT_DELIVERED DONE 1");
        booksAgree(List.of(person));
    }

    @Test
    void whatArrived_isSentBackAsEver_besideWhatDidNot() {
        long person = aPersonWith(300);
        long order = partDelivered(
                person, 3, parcel("A", Parcel.State.DELIVERED), parcel("B", Parcel.State.REFUSED_BY_RECEIVER));
        assertThat(sendBack(person, order, 1).status()).isEqualTo(201);
        refused(giveBack(order, aKey(), 1), 409, "RETURN_OPEN");
        long open =
                jdbc.queryForObject("SELECT id FROM redemption_return WHERE open_redemption = ?", Long.class, order);
        operate(order, "returns/" + open + "/decisions", Map.of("approve", true, "reason", "符合退货规则"));
        operate(order, "returns/" + open + "/completions", REASON);
        assertThat(attention(order)).as("nobody has seen to the rest").isEqualTo("DELIVERED_IN_PART");
        refused(giveBack(order, aKey(), 3), 409, "MORE_THAN_MISSING");
        assertThat(giveBack(order, aKey(), 2).status()).isEqualTo(200);
        assertThat(state(order)).isEqualTo("RETURNED");
        assertThat(available(person)).isEqualTo(300);
        booksAgree(List.of(person));
    }

    @Test
    void aPersonWhoConfirmsReceipt_whileAParcelIsCancelled_losesNothingUnseen() {
        long person = aPersonWith(200);
        long order = placedWith(person, 2);
        GOODS.ships(number(order), parcel("A", Parcel.State.SHIPPED), parcel("B", Parcel.State.CANCELLED));
        turn(order);
        http.post("/api/v1/redemptions/" + order + "/receipts", Tokens.parent(person), "{}");
        assertThat(state(order)).isEqualTo("FULFILLED");
        assertThat(attention(order)).isEqualTo("DELIVERED_IN_PART");
        assertThat(giveBack(order, aKey(), 1).status()).isEqualTo(200);
        assertThat(available(person)).isEqualTo(100);
    }

    @Test
    void anOrderThatArrivedWhole_hasNothingToGiveBack() {
        long person = aPersonWith(200);
        long order = partDelivered(person, 2, parcel("A", Parcel.State.DELIVERED), parcel("B", Parcel.State.DELIVERED));
        assertThat(attention(order)).isNull();
        assertThat(events("MallAlarm", order)).isZero();
        refused(giveBack(order, aKey(), 1), 409, "MORE_THAN_MISSING");
        refused(giveBack(placedWith(aPersonWith(100), 1), aKey(), 1), 409, "NOT_POSSIBLE_NOW");
        refused(giveBack(order, aKey(), 0), 400, "INVALID_REQUEST");
    }

    private long placedWith(long person, int quantity) {
        Goods cup = goods(100, 5);
        long order = accepted(
                http.post("/api/v1/redemptions", Tokens.parent(person), aKey(), wishOf(person, cup, quantity)));
        placing.place(order);
        return order;
    }

    private long partDelivered(long person, int quantity, Parcel... parcels) {
        long order = placedWith(person, quantity);
        GOODS.ships(number(order), parcels);
        GOODS.is(number(order), ScriptedChannel.State.DONE);
        turn(order);
        return order;
    }

    private Http.Answer giveBack(long order, String key, int quantity) {
        return http.post(
                "/admin/v1/redemptions/" + order + "/undelivered",
                Tokens.operator(),
                key,
                Map.of("quantity", quantity, "reason", "京东已取消该包裹"));
    }

    private Http.Answer sendBack(long person, long order, int quantity) {
        return http.post(
                "/api/v1/redemptions/" + order + "/returns",
                Tokens.parent(person),
                Map.of("quantity", quantity, "reason", "尺寸不合适"));
    }
}
