package io.jiaxiao.order.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.contracts.roster.ChildPlacement;
import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.order.fixture.OrderFixture;
import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.order.payment.PaymentCalendar;
import io.jiaxiao.testkit.identity.Tokens;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Everything that happened to a purchase, in one place, with the real payments and the simulated wallet. */
class TimelineIT extends OrderFixture {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private ApplicationContext context;

    private final long parent = aPerson();
    private final ClassPlacement place = aClass();
    private final ChildPlacement child = aChildOf(parent, place);

    @Test
    void fromTheOrderToTheMoneyBack_anOperatorNeedNotAskADeveloper() {
        String purchase = order();
        pay(purchase);
        String subscription =
                jdbc.queryForObject("SELECT subscription_id FROM purchase WHERE id = ?", String.class, purchase);
        clock.advanceSeconds(60);
        http.post(
                        "/api/v1/subscriptions/" + subscription + "/cancellations",
                        Tokens.parent(parent),
                        aKey(),
                        Map.of("expectedFen", 1500))
                .expect(200);
        for (int i = 0; i < 20 && !state(purchase).equals("REFUNDED"); i++) {
            PaymentCalendar.pass(context, clock, Duration.ofSeconds(5));
        }
        String refund = jdbc.queryForObject(
                "SELECT refund_id FROM purchase_refund WHERE purchase_id = ?", String.class, purchase);
        odd(refund);

        JsonNode detail = one(purchase);
        assertThat(told(detail))
                .contains(
                        "PURCHASE MADE person:" + parent,
                        "PURCHASE PAID system",
                        "PURCHASE SUBSCRIPTION_CANCELLED person:" + parent,
                        "PURCHASE ASKED_BACK system",
                        "PURCHASE REFUNDED system",
                        "PAYMENT OPENED person:" + parent,
                        "PAYMENT PAID alipay",
                        "NOTICE TRADE_SUCCESS alipay",
                        "REFUND WANTED system",
                        "REFUND DONE alipay",
                        "SUBSCRIPTION CREATED person:" + parent,
                        "SUBSCRIPTION ACTIVATED person:" + parent,
                        "SUBSCRIPTION CANCELLED person:" + parent,
                        "SUBSCRIPTION REFUNDED system",
                        "EXCEPTION REFUND_STUCK system",
                        "EXCEPTION HANDLED operator:4711");
        assertThat(detail.path("timeline")
                        .valueStream()
                        .map(line -> Instant.parse(line.path("at").asString()))
                        .toList())
                .isSorted();
        JsonNode done = line(detail, "REFUND", "DONE");
        assertThat(done.path("number").asString()).isEqualTo(refund);
        assertThat(done.path("amountFen").asLong()).isEqualTo(1500);
        assertThat(done.path("state").asString()).isEqualTo("DONE");
        assertThat(line(detail, "PAYMENT", "PAID").path("note").asString()).startsWith("支付宝交易号 ");
        assertThat(detail.path("purchase").path("backFen").asLong()).isEqualTo(1500);
        assertThat(detail.path("purchase").path("payerId").asString()).isEqualTo(Long.toString(parent));
    }

    @Test
    void aPaymentThatWasCancelledBeforeItWasPaidSaysWhoWantedItClosed() {
        String purchase = order();
        http.post("/api/v1/purchases/" + purchase + "/cancellations", Tokens.parent(parent), Map.of())
                .expect(200);
        assertThat(told(one(purchase))).contains("PURCHASE CANCELLED person:" + parent, "PAYMENT CLOSE_WANTED system");
    }

    private void odd(String refund) {
        jdbc.update(
                "INSERT INTO order_exception (id, kind, subject, detail, state, seen, first_at, last_at, handled_by,"
                        + " handled_at, reason) VALUES (?, 'REFUND_STUCK', ?, '多次未完成', 'RESOLVED', 2, ?, ?, '4711', ?, '已核对')",
                number(),
                refund,
                Timestamp.from(clock.instant()),
                Timestamp.from(clock.instant()),
                Timestamp.from(clock.instant()));
    }

    private String order() {
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

    private void pay(String purchase) {
        String code = http.post("/api/v1/purchases/" + purchase + "/payment-code", Tokens.parent(parent), Map.of())
                .expect(200)
                .json()
                .path("qrCode")
                .asString();
        Partners.control("POST", "/alipay/wallet/pay", "{\"qrCode\":\"" + code + "\"}");
        await().atMost(SOON).until(() -> state(purchase).equals("PAID"));
    }

    private String state(String purchase) {
        return jdbc.queryForObject("SELECT state FROM purchase WHERE id = ?", String.class, purchase);
    }

    private JsonNode one(String purchase) {
        return http.get("/admin/v1/purchases/" + purchase, Tokens.operator())
                .expect(200)
                .json();
    }

    private static List<String> told(JsonNode detail) {
        return detail.path("timeline")
                .valueStream()
                .map(line -> line.path("source").asString() + " "
                        + line.path("what").asString() + " "
                        + line.path("actor").asString())
                .toList();
    }

    private static JsonNode line(JsonNode detail, String source, String what) {
        return detail.path("timeline")
                .valueStream()
                .filter(line -> line.path("source").asString().equals(source)
                        && line.path("what").asString().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
