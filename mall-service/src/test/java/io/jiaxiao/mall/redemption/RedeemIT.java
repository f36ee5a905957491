package io.jiaxiao.mall.redemption;

import static io.jiaxiao.testkit.together.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.redemption.fixture.TestChannels;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From the wish to the order: all of it or nothing. */
class RedeemIT extends OrderTest {

    @Test
    void pointsStockOrderAndEvent_areWrittenTogether() {
        long person = aPersonWith(1000);
        Goods goods = goods(300, 5);
        Http.Answer answer = http.post("/api/v1/redemptions", Tokens.parent(person), aKey(), wishOf(person, goods, 2));
        long order = accepted(answer);
        assertThat(answer.json().path("state").asString()).isEqualTo("ACCEPTED");
        assertThat(answer.json().path("points").asLong()).isEqualTo(600);
        assertThat(state(order)).isEqualTo("ACCEPTED");
        assertThat(available(person)).isEqualTo(400);
        assertThat(held(person)).isEqualTo(600);
        assertThat(left(goods)).isEqualTo(3);
        assertThat(steps(order)).containsExactly("ACCEPTED");
        assertThat(jdbc.queryForObject("SELECT verdict FROM redemption WHERE id = ?", String.class, order))
                .isEqualTo("PASSED");
    }

    @Test
    void aRefusedWish_leavesEverythingAsItWas() {
        long person = aPersonWith(100);
        Goods dear = goods(300, 5);
        refused(redeem(person, dear), 409, "NOT_ENOUGH_POINTS");
        Goods none = goods(50, 0);
        refused(redeem(person, none), 409, "SOLD_OUT");
        Goods once = offer(TestChannels.CARDS, "CARD", "点播券", 10, 5, 1);
        accepted(redeem(person, once));
        refused(redeem(person, once), 409, "PERSON_LIMIT");
        Goods off = goods(50, 5);
        jdbc.update("UPDATE sku SET on_shelf = FALSE WHERE id = ?", off.id());
        refused(redeem(person, off), 409, "NOT_ON_SALE");
        assertThat(available(person)).isEqualTo(90);
        assertThat(held(person)).isEqualTo(10);
        assertThat(left(dear)).isEqualTo(5);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM redemption WHERE person_id = ?", Long.class, person))
                .isEqualTo(1);
    }

    @Test
    void whatMakesNoSense_isRefusedBeforeAnythingIsAsked() {
        long person = aPersonWith(1000);
        Goods bill = recharge(100, 5);
        Goods card = card(100, 5);
        Goods goods = goods(100, 5);
        refused(http.post("/api/v1/redemptions", Tokens.parent(person), aKey(), wish(bill)), 400, "MOBILE_NEEDED");
        refused(http.post("/api/v1/redemptions", Tokens.parent(person), aKey(), wish(goods)), 400, "ADDRESS_NEEDED");
        refused(
                http.post(
                        "/api/v1/redemptions",
                        Tokens.parent(person),
                        aKey(),
                        with(wish(bill), "mobile", "17012345678")),
                422,
                "SEGMENT_NOT_SUPPORTED");
        refused(
                http.post("/api/v1/redemptions", Tokens.parent(person), aKey(), with(wish(card), "quantity", 2)),
                422,
                "ONE_AT_A_TIME");
        refused(
                http.post(
                        "/api/v1/redemptions",
                        Tokens.parent(person),
                        aKey(),
                        with(wish(card), "mobile", "13912345678")),
                400,
                "DESTINATION_NOT_EXPECTED");
        long stranger = number();
        refused(
                http.post(
                        "/api/v1/redemptions",
                        Tokens.parent(person),
                        aKey(),
                        with(wish(goods), "addressId", Long.toString(anAddressOf(stranger)))),
                404,
                "ADDRESS_UNKNOWN");
        refused(
                http.post(
                        "/api/v1/redemptions",
                        Tokens.parent(person),
                        aKey(),
                        Map.of("skuId", "987654321", "quantity", 1)),
                404,
                "OFFER_UNKNOWN");
        assertThat(held(person)).isZero();
    }

    @Test
    void theSameKeyAgain_getsTheSameAnswer_anotherBodyIsRefused() {
        long person = aPersonWith(1000);
        Goods card = card(100, 5);
        String key = aKey();
        Http.Answer first = http.post("/api/v1/redemptions", Tokens.parent(person), key, wish(card));
        Http.Answer second = http.post("/api/v1/redemptions", Tokens.parent(person), key, wish(card));
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(held(person)).isEqualTo(100);
        refused(
                http.post("/api/v1/redemptions", Tokens.parent(person), key, wish(card(100, 5))),
                422,
                "IDEMPOTENCY_KEY_REUSED");
        long other = aPersonWith(100);
        accepted(http.post("/api/v1/redemptions", Tokens.parent(other), key, wish(card)));
    }

    @Test
    void theSameKeySixteenTimesAtOnce_makesOneOrder_evenWithPointsAndStockForOneOnly() throws Exception {
        for (int round = 0; round < 3; round++) {
            long person = aPersonWith(100);
            Goods card = card(100, 1);
            String key = aKey();
            List<Http.Answer> answers =
                    atOnce(16, i -> http.post("/api/v1/redemptions", Tokens.parent(person), key, wish(card)));
            assertThat(answers).extracting(Http.Answer::status).containsOnly(201);
            assertThat(answers)
                    .extracting(answer -> answer.json().path("id").asString())
                    .containsOnly(answers.getFirst().json().path("id").asString());
            assertThat(available(person)).isZero();
            assertThat(held(person)).isEqualTo(100);
        }
    }

    @Test
    void aHundredBuyersOfTheLastUnit_exactlyOneGetsIt() throws Exception {
        Goods card = card(10, 1);
        List<Long> people = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            people.add(aPersonWith(10));
        }
        List<Http.Answer> answers = atOnce(100, i -> redeem(people.get(i), card));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("SOLD_OUT"));
        assertThat(left(card)).isZero();
        assertThat(people.stream().mapToLong(this::held).sum()).isEqualTo(10);
        assertThat(people.stream().mapToLong(this::available).sum()).isEqualTo(990);
    }

    @Test
    void aHundredThreadsSpendTheLastTenPoints_exactlyOneWins() throws Exception {
        long person = aPersonWith(10);
        Goods card = card(10, 1000);
        List<Http.Answer> answers = atOnce(100, i -> redeem(person, card));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("NOT_ENOUGH_POINTS"));
        assertThat(left(card)).isEqualTo(999);
    }

    @Test
    void anAdmissionToAFlashSale_buysAtItsPrice_once_andARefundReturnsTheUnit() {
        long person = aPersonWith(1000);
        Goods bill = recharge(300, 5);
        Http.Answer sale = http.post(
                "/admin/v1/flash-sales",
                Tokens.operator(),
                Map.of(
                        "goodsId",
                        bill.id(),
                        "name",
                        "限时",
                        "units",
                        2,
                        "pointsPrice",
                        10,
                        "perPersonLimit",
                        1,
                        "startsAt",
                        Instant.now().minusSeconds(60).toString(),
                        "endsAt",
                        Instant.now().plusSeconds(600).toString(),
                        "reason",
                        "大促"));
        assertThat(sale.status()).as(sale.body()).isEqualTo(201);
        long saleId = sale.json().path("id").asLong();
        Http.Answer admitted =
                http.send(http.request("/api/v1/flash-sales/" + saleId + "/admissions", Tokens.parent(person))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", aKey())
                        .POST(HttpRequest.BodyPublishers.ofString("{\"quantity\":1}")));
        String admission = admitted.json().path("admission").asString("");
        assertThat(admission).as(admitted.body()).isNotEmpty();
        Map<String, Object> wish = with(wishOf(person, bill, 1), "admission", admission);
        BILLS.plan(bill.channelSku(), ScriptedChannel.Fate.REFUSED);
        long order = accepted(http.post("/api/v1/redemptions", Tokens.parent(person), aKey(), wish));
        assertThat(held(person)).isEqualTo(10);
        assertThat(http.post("/api/v1/redemptions", Tokens.parent(person), aKey(), wish)
                        .code())
                .isIn("ADMISSION_USED", "PERSON_LIMIT");
        refused(
                http.post("/api/v1/redemptions", Tokens.parent(aPersonWith(100)), aKey(), wish),
                422,
                "ADMISSION_WRONG");
        refused(
                http.post(
                        "/api/v1/redemptions",
                        Tokens.parent(person),
                        aKey(),
                        with(wishOf(person, recharge(1, 1), 1), "admission", admission)),
                422,
                "ADMISSION_WRONG");
        assertThat(unitsOf(saleId)).isEqualTo(1);
        placing.place(order);
        assertThat(state(order)).isEqualTo("REFUNDED");
        assertThat(unitsOf(saleId)).isEqualTo(2);
        assertThat(available(person)).isEqualTo(1000);
    }

    private long unitsOf(long sale) {
        return jdbc.queryForObject("SELECT available FROM flash_sale WHERE id = ?", Long.class, sale);
    }

    private static Map<String, Object> with(Map<String, Object> wish, String field, Object value) {
        wish.put(field, value);
        return wish;
    }
}
