package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Operators give money back above the rules. One may give 50 yuan of a purchase alone. */
class OperatorRefundIT extends ShopFixture {

    private static final String YEAR = "AIXUE_MOBILE_M12";
    private static final String MONTH = "AIXUE_MOBILE_M1";
    private static final String REFUNDS = "/admin/v1/purchase-refunds";
    private static final String WANG = Tokens.operator(101);
    private static final String LI = Tokens.operator(102);

    @Autowired
    private RefundAboveRules refunds;

    @Autowired
    private PayInstalments instalments;

    @BeforeEach
    void aDay() {
        itIs("2027-03-10");
    }

    @Test
    void aSmallOneIsAskedForAtOnce_theSubscriptionStays_andItsKeyIsOneRefund() {
        Family family = aFamily();
        String purchase = buy(family, YEAR);
        String key = aKey();
        Http.Answer given = request(purchase, WANG, key, 5000, "LEAVE").expect(201);
        assertThat(given.json().path("state").asString()).isEqualTo("APPROVED");
        assertThat(request(purchase, WANG, key, 5000, "LEAVE")).isEqualTo(given);
        assertThat(request(purchase, WANG, key, 4999, "LEAVE").expect(422).code())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        payments.arrive("P" + purchase);

        assertThat(payments.kept("P" + purchase)).isEqualTo(10_000);
        assertThat(stateOf(purchase)).isEqualTo("PAID");
        assertThat(subscriptionState(subscriptionOf(purchase))).isEqualTo("ACTIVE");
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isTrue();
        assertThat(stepsOf(purchase)).containsExactly("MADE", "PAID", "REFUND_ABOVE_RULES", "OPERATOR_REFUND_ARRIVED");
        assertThat(waitingEvents("PurchaseRefunded", purchase)).isEqualTo(1);
        assertThat(audits(given)).containsExactly("REQUEST_OPERATOR_REFUND");
    }

    @Test
    void aboveTheLimitAnotherOperatorHasToAgree_alsoWhenItIsAskedForInParts() {
        String purchase = buy(aFamily(), YEAR);
        request(purchase, WANG, aKey(), 3000, "LEAVE").expect(201);
        Http.Answer waiting = request(purchase, WANG, aKey(), 2001, "LEAVE").expect(201);
        String id = waiting.json().path("id").asString();
        assertThat(waiting.json().path("state").asString()).isEqualTo("WAITING");
        assertThat(refunded(purchase)).isEqualTo(3000);
        assertThat(ids("?state=WAITING&size=200")).contains(id);
        assertThat(ids("?purchaseId=" + purchase)).hasSize(2);

        assertThat(decide(id, "approve", WANG).expect(403).code()).isEqualTo("SAME_OPERATOR");
        assertThat(decide(id, "approve", LI)
                        .expect(200)
                        .json()
                        .path("decidedBy")
                        .asString())
                .isEqualTo("102");
        assertThat(refunded(purchase)).isEqualTo(5001);
        assertThat(decide(id, "approve", LI).expect(409).code()).isEqualTo("OPERATOR_REFUND_DECIDED");
        decide(id, "reject", LI).expect(409);
        decide("1", "reject", LI).expect(404);
        assertThat(audits(waiting)).containsExactly("REQUEST_OPERATOR_REFUND", "APPROVED_OPERATOR_REFUND");
    }

    @Test
    void whatIsRejected_orNobodyDecidesInTime_movesNothing() {
        String purchase = buy(aFamily(), YEAR);
        String rejected = waiting(purchase, 6000);
        assertThat(decide(rejected, "reject", LI)
                        .expect(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("REJECTED");
        String late = waiting(purchase, 6000);
        clock.advanceDays(7);
        assertThat(decide(late, "approve", LI).expect(409).code()).isEqualTo("OPERATOR_REFUND_DECIDED");
        refunds.expire();
        assertThat(view(late).path("state").asString()).isEqualTo("EXPIRED");
        assertThat(view(late).path("decidedBy").isMissingNode()
                        || view(late).path("decidedBy").isNull())
                .isTrue();
        assertThat(refunded(purchase)).isZero();
        assertThat(request(purchase, WANG, aKey(), 5000, "LEAVE")
                        .expect(201)
                        .json()
                        .path("state")
                        .asString())
                .as("what came to nothing does not count")
                .isEqualTo("APPROVED");
    }

    @Test
    void endingItGivesTheOthersTheirsByTheRules_asThePreviewSaid() {
        Family mother = aFamily();
        String first = buy(mother, MONTH);
        itIs("2027-03-15");
        String second = buy(mother, MONTH);
        String subscription = subscriptionOf(first);
        JsonNode shown = preview(first, 1500, "END");
        assertThat(shown.path("leastFen").asLong()).as("5 of 31 days are used").isEqualTo(1259);
        assertThat(shown.path("mostFen").asLong()).isEqualTo(1500);
        assertThat(shown.path("fits").asBoolean()).isTrue();
        assertThat(shown.path("running").asBoolean()).isFalse();
        assertThat(shown.path("paidThrough").asString()).isEqualTo("2027-03-15");
        assertThat(shown.path("others").get(0).path("backFen").asLong()).isEqualTo(1500);
        assertThat(subscriptionState(subscription))
                .as("a preview changes nothing")
                .isEqualTo("ACTIVE");

        assertThat(request(first, WANG, aKey(), 1258, "END").expect(422).code()).isEqualTo("REFUND_BELOW_RULES");
        request(first, WANG, aKey(), 1500, "END").expect(201);
        payments.arrive("P" + first);
        payments.arrive("P" + second);
        assertThat(payments.kept("P" + first) + payments.kept("P" + second)).isZero();
        assertThat(subscriptionState(subscription)).isEqualTo("REFUNDED");
        assertThat(stateOf(first)).isEqualTo("REFUNDED");
        assertThat(entitled(mother, "AIXUE_MOBILE", "aixue")).isFalse();
        assertThat(jdbc.queryForObject(
                        "SELECT actor FROM subscription_event WHERE subscription_id = ? AND kind = 'CANCELLED'",
                        String.class,
                        subscription))
                .isEqualTo("operator:101");
        assertThat(request(first, WANG, aKey(), 1, "END").expect(409).code()).isEqualTo("SUBSCRIPTION_ENDED");
        assertThat(request(first, WANG, aKey(), 1, "LEAVE").expect(422).code()).isEqualTo("REFUND_TOO_MUCH");
    }

    @Test
    void whatWasGivenAboveTheRules_comesOnTopOfALaterCancellation_withinThePrice() {
        Family family = aFamily();
        String purchase = buy(family, MONTH);
        String subscription = subscriptionOf(purchase);
        request(purchase, WANG, aKey(), 500, "LEAVE").expect(201);
        assertThat(refundPreview(family, subscription)).isEqualTo(1000);
        itIs("2027-04-05");
        assertThat(refundPreview(family, subscription))
                .as("5 of 31 days are left")
                .isEqualTo(242);
        cancel(family, subscription, 242L).expect(200);
        payments.arrive("P" + purchase);
        assertThat(payments.kept("P" + purchase)).isEqualTo(758);
        assertThat(subscriptionState(subscription)).isEqualTo("REFUNDED");
        request(purchase, LI, aKey(), 758, "LEAVE").expect(201);
        payments.arrive("P" + purchase);
        assertThat(payments.kept("P" + purchase)).isZero();
    }

    @Test
    void whatAPromotionHasPromisedIsNotGivenAwayTwice() {
        Family family = aFamily();
        String purchase = buy(family, "GAOKAO_VIP_M3_BACK3");
        assertThat(preview(purchase, 1, "LEAVE").path("mostFen").asLong()).isZero();
        assertThat(request(purchase, WANG, aKey(), 1, "LEAVE").expect(422).code())
                .isEqualTo("REFUND_TOO_MUCH");
        itIs("2027-04-11");
        assertThat(preview(purchase, 4000, "END").path("mostFen").asLong())
                .as("the first instalment is due, asked for or not")
                .isEqualTo(4000);
        instalments.run();
        assertThat(preview(purchase, 4000, "END").path("mostFen").asLong()).isEqualTo(4000);
        request(purchase, WANG, aKey(), 4000, "END").expect(201);
        itIs("2027-07-01");
        instalments.run();
        payments.arrive("P" + purchase);
        assertThat(payments.kept("P" + purchase)).isZero();
        assertThat(refunded(purchase)).isEqualTo(6000);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"amountFen\":0,\"subscription\":\"LEAVE\",\"reason\":\"投诉补偿\"}', amountFen",
        "'{\"amountFen\":-5,\"subscription\":\"LEAVE\",\"reason\":\"投诉补偿\"}', amountFen",
        "'{\"subscription\":\"LEAVE\",\"reason\":\"投诉补偿\"}', amountFen",
        "'{\"amountFen\":5,\"reason\":\"投诉补偿\"}', subscription",
        "'{\"amountFen\":5,\"subscription\":\"KEEP\",\"reason\":\"投诉补偿\"}', subscription",
        "'{\"amountFen\":5,\"subscription\":\"LEAVE\",\"reason\":\" \"}', reason"
    })
    void whatIsWrittenWronglyIsNamed(String body, String field) {
        assertThat(http.post("/admin/v1/purchases/1/refunds", WANG, aKey(), body)
                        .expect(400)
                        .fields())
                .contains(field);
    }

    @Test
    void moneyThatNeverCameInIsNotGivenBack_andOnlyOperatorsGive() {
        Family family = aFamily();
        String unpaid = order(family, MONTH);
        assertThat(request(unpaid, WANG, aKey(), 1, "LEAVE").expect(409).code()).isEqualTo("NOT_PAID_HERE");
        assertThat(request("1", WANG, aKey(), 1, "LEAVE").expect(404).code()).isEqualTo("PURCHASE_UNKNOWN");
        request(unpaid, Tokens.parent(family.parent()), aKey(), 1, "LEAVE").expect(403);
        http.get(REFUNDS, Tokens.user("4711", "SCHOOL_OPERATOR")).expect(403);
        http.post("/admin/v1/purchases/" + unpaid + "/refunds", WANG, wish(1, "LEAVE"))
                .expect(400);
    }

    private static Map<String, Object> wish(long fen, String effect) {
        return Map.of("amountFen", fen, "subscription", effect, "reason", "投诉补偿");
    }

    private Http.Answer request(String purchase, String token, String key, long fen, String effect) {
        return http.post("/admin/v1/purchases/" + purchase + "/refunds", token, key, wish(fen, effect));
    }

    private String waiting(String purchase, long fen) {
        JsonNode made =
                request(purchase, WANG, aKey(), fen, "LEAVE").expect(201).json();
        assertThat(made.path("state").asString()).isEqualTo("WAITING");
        return made.path("id").asString();
    }

    private JsonNode preview(String purchase, long fen, String effect) {
        return http.post(
                        "/admin/v1/purchases/" + purchase + "/refund-previews",
                        WANG,
                        Map.of("amountFen", fen, "subscription", effect))
                .expect(200)
                .json();
    }

    private Http.Answer decide(String id, String how, String token) {
        return http.post(REFUNDS + "/" + id + "/" + how, token, Map.of("reason", "已核实"));
    }

    private JsonNode view(String id) {
        return http.get(REFUNDS + "/" + id, LI).expect(200).json();
    }

    private List<String> ids(String query) {
        return http.get(REFUNDS + query, LI)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(line -> line.path("id").asString())
                .toList();
    }

    private long refunded(String purchase) {
        return jdbc.queryForObject("SELECT asked_fen FROM purchase WHERE id = ?", Long.class, purchase);
    }

    private List<String> audits(Http.Answer made) {
        return jdbc.queryForList(
                "SELECT action FROM audit_log WHERE subject_type = 'OPERATOR_REFUND' AND subject_id = ? ORDER BY id",
                String.class,
                made.json().path("id").asString());
    }
}
