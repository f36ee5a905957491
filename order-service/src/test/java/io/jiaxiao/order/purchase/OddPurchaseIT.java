package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.order.payment.PaymentOwner.Reception;
import org.junit.jupiter.api.Test;

/** What an operator's word about another sum does to its purchase. */
class OddPurchaseIT extends ShopFixture {

    private static final String PLAN = "AIXUE_MOBILE_M1";

    private long price(String purchase) {
        return jdbc.queryForObject("SELECT price_fen FROM purchase WHERE id = ?", Long.class, purchase);
    }

    @Test
    void accepted_itCostsWhatCameIn_opensTheEntitlement_andACancellationReturnsExactlyThat() {
        Family family = aFamily();
        String purchase = order(family, PLAN);
        long odd = price(purchase) - 1;
        assertThat(payments.payOddly("P" + purchase, odd, true)).isEqualTo(Reception.TAKEN);
        assertThat(stateOf(purchase)).isEqualTo("PAID");
        assertThat(price(purchase)).isEqualTo(odd);
        assertThat(stepsOf(purchase)).containsSubsequence("AMOUNT_ACCEPTED", "PAID");
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isTrue();
        String subscription = subscriptionOf(purchase);
        assertThat(refundPreview(family, subscription)).isEqualTo(odd);
        cancel(family, subscription, odd).expect(200);
        payments.arrive("P" + purchase);
        assertThat(stateOf(purchase)).isEqualTo("REFUNDED");
        assertThat(payments.kept("P" + purchase)).isZero();
    }

    @Test
    void givenBack_thePurchaseIsClosed_andNothingOpens() {
        Family family = aFamily();
        String purchase = order(family, PLAN);
        assertThat(payments.payOddly("P" + purchase, 1, false)).isEqualTo(Reception.NOT_WANTED);
        assertThat(stateOf(purchase)).isEqualTo("CLOSED");
        assertThat(stepsOf(purchase)).contains("AMOUNT_RETURNED");
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isFalse();
    }

    @Test
    void acceptedTooLate_nothingWaitsForIt_soItGoesBack() {
        Family family = aFamily();
        String purchase = order(family, PLAN);
        jdbc.update("UPDATE purchase SET state = 'CLOSED' WHERE id = ?", purchase);
        assertThat(payments.payOddly("P" + purchase, 5, true)).isEqualTo(Reception.NOT_WANTED);
        assertThat(payments.kept("P" + purchase)).isZero();
    }
}
