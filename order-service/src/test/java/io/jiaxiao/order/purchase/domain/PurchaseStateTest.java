package io.jiaxiao.order.purchase.domain;

import static io.jiaxiao.order.purchase.domain.PurchaseState.AWAITING_PAYMENT;
import static io.jiaxiao.order.purchase.domain.PurchaseState.CLOSED;
import static io.jiaxiao.order.purchase.domain.PurchaseState.PAID;
import static io.jiaxiao.order.purchase.domain.PurchaseState.REFUNDED;
import static io.jiaxiao.order.purchase.domain.PurchaseState.REFUNDING;
import static io.jiaxiao.order.purchase.domain.PurchaseState.TAKEN_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PurchaseStateTest {

    @Test
    void thereAreTheseMovesAndNoOthers() {
        assertThat(moves(AWAITING_PAYMENT)).containsExactlyInAnyOrder(PAID, CLOSED);
        assertThat(moves(PAID)).containsExactlyInAnyOrder(REFUNDING, TAKEN_BACK);
        assertThat(moves(TAKEN_BACK)).isEmpty();
        assertThat(moves(REFUNDING)).containsExactly(REFUNDED);
        assertThat(moves(REFUNDED)).isEmpty();
        assertThat(moves(CLOSED)).isEmpty();
    }

    private static PurchaseState[] moves(PurchaseState from) {
        return Arrays.stream(PurchaseState.values()).filter(from::canBecome).toArray(PurchaseState[]::new);
    }
}
