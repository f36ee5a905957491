package io.jiaxiao.mall.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.campaign.AdmitBuyer.Answer;
import io.jiaxiao.mall.campaign.domain.FlashSale;
import io.jiaxiao.testkit.identity.Tokens;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where the units of a flash sale come from, and where they go when nobody buys them. */
class FlashSaleUnitsIT extends FlashSaleFixture {

    private MovableClock later;

    /** Not with the field: the service may still have to start then, and that takes a part of the grace. */
    @BeforeEach
    void timeBegins() {
        later = MovableClock.at(Clock.systemUTC().instant());
    }

    @Test
    void whoNeverOrders_losesTheUnitToTheNext_andComesTooLate() throws Exception {
        long sale = aSale(2, 1);
        FlashStock.Claim orders = admitted(sale, aPerson(), 1, "a").orElseThrow();
        long idler = aPerson();
        FlashStock.Claim never = admitted(sale, idler, 1, "b").orElseThrow();
        assertThat(orderOne(orders)).isEmpty();
        assertThat(admitted(sale, aPerson(), 1, "c")).isEmpty();

        later.advance(Duration.ofMinutes(10));
        settledBy(later).settleAll();
        assertThat(inRedis(sale)).as("the grace is not over").isZero();
        later.advanceSeconds(45);
        settledBy(later).settleAll();
        assertThat(inRedis(sale)).isEqualTo(1);
        settledBy(later).settleAll();
        assertThat(inRedis(sale)).isEqualTo(1);

        var tooLate = new FlashStock.Claim(
                sale, idler, "b", 1, Clock.systemUTC().instant().minusSeconds(16));
        assertThat(orderOne(tooLate)).contains(FlashSales.ADMISSION_EXPIRED);
        assertThat(admitted(sale, aPerson(), 1, "d")).isPresent();
        assertThat(never.quantity()).isEqualTo(1);
    }

    @Test
    void aCancelledOrdersUnits_canBeHadAgain() throws Exception {
        long sale = aSale(1, 1);
        long person = aPerson();
        FlashStock.Claim claim = admitted(sale, person, 1, "a").orElseThrow();
        assertThat(orderOne(claim)).isEmpty();
        for (int twice = 0; twice < 2; twice++) {
            transaction.executeWithoutResult(status -> flash.giveBack(sale, person, "a"));
        }
        assertThat(left(sale)).isEqualTo(1);
        await().until(() -> inRedis(sale) == 1);
        assertThat(admitted(sale, aPerson(), 1, "b")).isPresent();
    }

    @Test
    void whoCancels_mayBuyAgain_evenWhileOthersStillHoldAdmissions() {
        long sale = aSale(5, 1);
        admitted(sale, aPerson(), 1, "idler").orElseThrow();
        long person = aPerson();
        assertThat(orderOne(admitted(sale, person, 1, "a").orElseThrow())).isEmpty();
        assertThat(admitted(sale, person, 1, "b")).isEmpty();
        for (int twice = 0; twice < 2; twice++) {
            transaction.executeWithoutResult(status -> flash.giveBack(sale, person, "a"));
        }
        await().until(() -> admitted(sale, person, 1, "c").isPresent());
        assertThat(admitted(sale, person, 1, "d")).as("one came back, not two").isEmpty();
        assertThat(orderOne(admitted(sale, person, 1, "c").orElseThrow())).isEmpty();
    }

    @Test
    void aCancellationRedisNeverHeardOf_isHealedFromTheDatabase() {
        long sale = aSale(2, 1);
        long person = aPerson();
        assertThat(orderOne(admitted(sale, person, 1, "a").orElseThrow())).isEmpty();
        jdbc.update("UPDATE flash_sale_claim SET state = 'GIVEN_BACK' WHERE sale_id = ?", sale);
        jdbc.update("UPDATE flash_sale_person SET taken = 0 WHERE sale_id = ?", sale);
        jdbc.update("UPDATE flash_sale SET available = 2 WHERE id = ?", sale);
        await().until(() -> admitted(sale, person, 1, "b").isPresent());
    }

    @Test
    void aRedisThatForgotWhoOrdered_isToldAgain_thoughNobodyOrdersMeanwhile() throws Exception {
        long sale = aSale(2, 1);
        FlashStock.Claim claim = admitted(sale, aPerson(), 1, "a").orElseThrow();
        assertThat(orderOne(claim)).isEmpty();
        SettleAdmissions settle = settledBy(later);
        settle.settleAll();
        assertThat(underWay(sale)).isZero();

        orderIsForgotten(claim, later.instant().plus(PROPERTIES.admissionLives()));
        later.advance(Duration.ofMinutes(2));
        settle.settleAll();
        assertThat(underWay(sale)).isZero();
        assertThat(admitted(sale, aPerson(), 1, "b")).isPresent();
        assertThat(admitted(sale, aPerson(), 1, "c"))
                .as("two units, two buyers")
                .isEmpty();
    }

    @Test
    void aSaleTakesItsUnitsOutOfTheStock_andBringsBackWhatWasNotSold() {
        long sku = onSale("清仓", 10, 0);
        long sale = aSaleOf(sku, 8, 0, Duration.ofHours(-1), Duration.ofHours(1));
        assertThat(available(sku)).isEqualTo(2);
        long person = aPerson();
        FlashStock.Claim claim = admitted(sale, person, 3, "a").orElseThrow();
        assertThat(orderOne(claim)).isEmpty();

        JsonNode ended = ok(
                http.post("/admin/v1/flash-sales/" + sale + "/end", Tokens.operator(), Map.of("reason", "提前结束")), 200);
        assertThat(Instant.parse(ended.path("endsAt").asString()))
                .isBeforeOrEqualTo(Clock.systemUTC().instant());
        await().until(() -> admit.admit(sale, aPerson(), 1, "b").equals(new Answer.Refused(AdmitBuyer.OVER)));
        later.advance(Duration.ofMinutes(11));
        settledBy(later).settleAll();
        FlashSale closed = store.find(sale).orElseThrow();
        assertThat(closed.state()).isEqualTo(FlashSale.State.CLOSED);
        assertThat(closed.returned()).isEqualTo(5);
        assertThat(available(sku)).isEqualTo(7);
        transaction.executeWithoutResult(status -> flash.giveBack(sale, person, "a"));
        assertThat(available(sku)).as("a late cancellation goes to the SKU").isEqualTo(10);
    }

    @Test
    void aSaleThatHasMoreUnitsThanTheStock_orNoGoods_isNotMade() {
        long sku = onSale("缺货", 3, 0);
        assertThat(refused(sku, 4, 0, 60)).isEqualTo("TOO_FEW_UNITS");
        assertThat(available(sku)).isEqualTo(3);
        assertThat(refused(1, 1, 0, 60)).isEqualTo("GOODS_UNKNOWN");
        assertThat(refused(sku, 1, 60, 60)).isEqualTo("WRONG_TIMES");
        assertThat(refused(sku, 1, -60, -1)).isEqualTo("WRONG_TIMES");
        shelve(sku, false);
        assertThat(refused(sku, 1, 0, 60)).isEqualTo("NOT_ON_SALE");
    }

    private String refused(long sku, long units, long startsIn, long endsIn) {
        return makeSale(sku, units, 1, Duration.ofSeconds(startsIn), Duration.ofSeconds(endsIn))
                .code();
    }

    private SettleAdmissions settledBy(Clock clock) {
        return new SettleAdmissions(store, admissions, stock, transaction, PROPERTIES, clock);
    }
}
