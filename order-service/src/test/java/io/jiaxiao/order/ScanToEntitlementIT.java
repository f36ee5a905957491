package io.jiaxiao.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.contracts.roster.ChildPlacement;
import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.order.fixture.OrderFixture;
import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.order.payment.PaymentCalendar;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** From the price to the entitlement and back, over HTTP, with the real payments and the simulated wallet. */
class ScanToEntitlementIT extends OrderFixture {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private ApplicationContext context;

    @Test
    void aParentScansAndPays_hasTheProduct_cancels_andHasTheMoneyBack() {
        long parent = aPerson();
        ClassPlacement place = aClass();
        ChildPlacement child = aChildOf(parent, place);
        String purchase = paid(parent, place, child);
        assertThat(entitled(child)).isTrue();

        String subscription =
                jdbc.queryForObject("SELECT subscription_id FROM purchase WHERE id = ?", String.class, purchase);
        JsonNode done = http.post(
                        "/api/v1/subscriptions/" + subscription + "/cancellations",
                        Tokens.parent(parent),
                        aKey(),
                        Map.of("expectedFen", 1500))
                .expect(200)
                .json();
        assertThat(done.path("backFen").asLong()).isEqualTo(1500);
        assertThat(entitled(child)).isFalse();
        for (int i = 0; i < 20 && !state(purchase).equals("REFUNDED"); i++) {
            PaymentCalendar.pass(context, clock, Duration.ofSeconds(5));
        }
        assertThat(state(purchase)).isEqualTo("REFUNDED");
        assertThat(jdbc.queryForObject("SELECT state FROM subscription WHERE id = ?", String.class, subscription))
                .isEqualTo("REFUNDED");
        assertThat(trade(purchase).path("refunds").get(0).path("amount").asString())
                .isEqualTo("15.00");
    }

    @Test
    void whatAlipayCannotGiveBackAnyMore_isTransferred_andPurchaseAndSubscriptionComeToTheirEnd() {
        long parent = aPerson();
        ClassPlacement place = aClass();
        ChildPlacement child = aChildOf(parent, place);
        String purchase = paid(parent, place, child);
        String payment = jdbc.queryForObject("SELECT payment_id FROM purchase WHERE id = ?", String.class, purchase);
        Partners.order(
                "alipay",
                payment,
                "[{\"kind\":\"REFUSE\",\"call\":\"REFUND\",\"subCode\":\"ACQ.TRADE_HAS_FINISHED\",\"count\":1}]");
        String subscription =
                jdbc.queryForObject("SELECT subscription_id FROM purchase WHERE id = ?", String.class, purchase);
        http.post("/api/v1/subscriptions/" + subscription + "/cancellations", Tokens.parent(parent), aKey(), Map.of())
                .expect(200);
        PaymentCalendar.pass(context, clock, Duration.ofSeconds(5));
        assertThat(state(purchase)).isEqualTo("REFUNDING");

        String refund = jdbc.queryForObject(
                "SELECT id FROM payment_refund WHERE payment_id = ? AND state = 'FAILED'", String.class, payment);
        String refunds = "/admin/v1/payment-refunds/";
        String settlement = http.post(
                        refunds + refund + "/settlements",
                        Tokens.operator(101),
                        aKey(),
                        Map.of("reference", "ICBC-0007", "reason", "交易已完结，已银行转账"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        http.post(refunds + "settlements/" + settlement + "/approve", Tokens.operator(102), Map.of("reason", "已核对回单"))
                .expect(200);
        assertThat(state(purchase)).isEqualTo("REFUNDED");
        assertThat(jdbc.queryForObject("SELECT state FROM subscription WHERE id = ?", String.class, subscription))
                .isEqualTo("REFUNDED");
        assertThat(jdbc.queryForObject("SELECT back_fen FROM purchase WHERE id = ?", Long.class, purchase))
                .isEqualTo(1500);
        assertThat(trade(purchase).path("refunds")).isEmpty();
        assertThat(http.get("/admin/v1/purchases/" + purchase, Tokens.operator())
                        .expect(200)
                        .body())
                .as("its timeline")
                .contains("operator:102", "ICBC-0007");
    }

    @Test
    void whoCancelsAndPaysAllTheSame_hasTheMoneyBackByItself() {
        long parent = aPerson();
        ClassPlacement place = aClass();
        ChildPlacement child = aChildOf(parent, place);
        String purchase = order(parent, place, child);
        String code = code(parent, purchase);
        pays(code);
        http.post("/api/v1/purchases/" + purchase + "/cancellations", Tokens.parent(parent), Map.of());
        // Whoever was first: the cancellation, or the notify.
        await().atMost(SOON).until(() -> !state(purchase).equals("AWAITING_PAYMENT"));
        if (state(purchase).equals("PAID")) {
            assertThat(entitled(child)).isTrue();
            return;
        }
        for (int i = 0; i < 20 && trade(purchase).path("refunds").isEmpty(); i++) {
            PaymentCalendar.pass(context, clock, Duration.ofSeconds(5));
        }
        assertThat(trade(purchase).path("refunds").get(0).path("amount").asString())
                .isEqualTo("15.00");
        assertThat(entitled(child)).isFalse();
    }

    /** Ordered, and paid as Alipay tells. */
    private String paid(long parent, ClassPlacement place, ChildPlacement child) {
        String purchase = order(parent, place, child);
        pays(code(parent, purchase));
        await().atMost(SOON).until(() -> state(purchase).equals("PAID"));
        return purchase;
    }

    private String order(long parent, ClassPlacement place, ChildPlacement child) {
        String token = Tokens.parent(parent);
        String quote = http.post(
                        "/api/v1/quotes",
                        token,
                        Map.of("planCode", "AIXUE_MOBILE_M1", "classId", place.classId(), "method", "ALIPAY"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        return http.post(
                        "/api/v1/purchases",
                        token,
                        aKey(),
                        Map.of("quoteId", quote, "childId", child.childId(), "method", "ALIPAY"))
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private String code(long parent, String purchase) {
        return http.post("/api/v1/purchases/" + purchase + "/payment-code", Tokens.parent(parent), Map.of())
                .expect(200)
                .json()
                .path("qrCode")
                .asString();
    }

    private static void pays(String code) {
        Partners.control("POST", "/alipay/wallet/pay", "{\"qrCode\":\"" + code + "\"}");
    }

    private JsonNode trade(String purchase) {
        String payment = jdbc.queryForObject("SELECT payment_id FROM purchase WHERE id = ?", String.class, purchase);
        return Partners.control("GET", "/alipay/control/trades/" + payment, "");
    }

    private String state(String purchase) {
        return jdbc.queryForObject("SELECT state FROM purchase WHERE id = ?", String.class, purchase);
    }

    private boolean entitled(ChildPlacement child) {
        return http.get(
                        "/open/v1/entitlements?childId=" + child.childId() + "&product=AIXUE_MOBILE",
                        Tokens.client("aixue", "line:aixue"))
                .expect(200)
                .json()
                .path("open")
                .asBoolean();
    }
}
