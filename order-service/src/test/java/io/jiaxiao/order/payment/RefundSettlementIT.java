package io.jiaxiao.order.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** O7: what Alipay refuses for good goes back by another way; two operators say that it has. */
class RefundSettlementIT extends PaymentWorld {

    private static final String REFUNDS = "/admin/v1/payment-refunds/";
    private static final String SETTLEMENTS = REFUNDS + "settlements";

    /** Of a payment of ten yuan. */
    private String failed(Bought bought, long fen) {
        faults(
                bought,
                "[{\"kind\":\"REFUSE\",\"call\":\"REFUND\",\"subCode\":\"ACQ.TRADE_HAS_FINISHED\",\"count\":1}]");
        String refund = refund(bought, aKey(), fen);
        rounds();
        assertThat(refundState(refund)).isEqualTo("FAILED");
        return refund;
    }

    private Http.Answer request(String refund, long operator, String key) {
        return http.post(
                REFUNDS + refund + "/settlements",
                Tokens.operator(operator),
                key,
                Map.of("reference", "ICBC-20261126-0007", "reason", "支付宝交易已完结，已银行转账"));
    }

    private String requested(String refund) {
        JsonNode made = request(refund, 101, aKey()).expect(201).json();
        assertThat(made.path("state").asString()).isEqualTo("WAITING");
        return made.path("id").asString();
    }

    private Http.Answer decide(String settlement, String how, long operator) {
        return http.post(
                SETTLEMENTS + "/" + settlement + "/" + how, Tokens.operator(operator), Map.of("reason", "已核对回单"));
    }

    private Http.Answer retry(String refund) {
        return http.post(REFUNDS + refund + "/retries", Tokens.operator(), Map.of("reason", "再试一次"));
    }

    private List<String> audited(String settlement) {
        return jdbc.queryForList(
                "SELECT action FROM audit_log WHERE subject_type = 'refund_settlement' AND subject_id = ? ORDER BY id",
                String.class,
                settlement);
    }

    @Test
    void whatWentBackByTransfer_countsAsArrived_onceAnotherOperatorAgrees_audited() {
        Bought bought = paid(1_000);
        String refund = failed(bought, 800);
        String settlement = requested(refund);
        assertThat(told(bought)).containsExactly("PAID");
        assertThat(decide(settlement, "approve", 101).expect(403).code()).isEqualTo("SAME_OPERATOR");
        JsonNode done = decide(settlement, "approve", 102).expect(200).json();
        assertThat(done.path("state").asString()).isEqualTo("APPROVED");
        assertThat(done.path("reference").asString()).isEqualTo("ICBC-20261126-0007");
        assertThat(refundState(refund)).isEqualTo("SETTLED");
        assertThat(told(bought)).containsExactly("PAID", "REFUNDED");
        assertThat(audited(settlement)).containsExactly("REQUEST_REFUND_SETTLEMENT", "APPROVED_REFUND_SETTLEMENT");
        assertThat(http.get(REFUNDS + "troubled?size=200", Tokens.operator()).body())
                .doesNotContain(refund);
        rounds();
        assertThat(refunds(bought)).as("nothing of it moved at Alipay").isEmpty();
    }

    @Test
    void whatWentBackByTransfer_cannotGoBackOnceMore() {
        Bought bought = paid(1_000);
        String refund = failed(bought, 800);
        String settlement = requested(refund);
        assertThat(retry(refund).expect(409).code()).isEqualTo("REFUND_SETTLEMENT_WAITS");
        decide(settlement, "approve", 102).expect(200);
        assertThat(decide(settlement, "approve", 102).expect(409).code()).isEqualTo("REFUND_SETTLEMENT_DECIDED");
        assertThat(decide(settlement, "reject", 102).expect(409).code()).isEqualTo("REFUND_SETTLEMENT_DECIDED");
        assertThat(retry(refund).expect(409).code()).isEqualTo("REFUND_NOT_FAILED");
        assertThat(request(refund, 101, aKey()).expect(409).code()).isEqualTo("REFUND_NOT_FAILED");
        String rest = refund(bought, aKey(), 200);
        rounds();
        assertThat(refundState(rest)).isEqualTo("DONE");
        assertThat(refunds(bought)).containsExactly("2.00");
        assertThat(jdbc.queryForObject("SELECT refund_fen FROM payment WHERE id = ?", Long.class, bought.paymentId()))
                .isEqualTo(1_000);
    }

    @Test
    void oneKeyIsOneRequest_andOneRequestWaitsAtATime() {
        String refund = failed(paid(1_000), 800);
        String key = aKey();
        String first = request(refund, 101, key).expect(201).body();
        assertThat(request(refund, 101, key).expect(201).body()).isEqualTo(first);
        assertThat(request(refund, 103, aKey()).expect(409).code()).isEqualTo("REFUND_SETTLEMENT_WAITS");
        assertThat(http.get(SETTLEMENTS + "?state=WAITING&size=200", Tokens.operator())
                        .expect(200)
                        .body())
                .contains(refund);
    }

    @Test
    void rejected_theRefundIsAsItWas() {
        Bought bought = paid(1_000);
        String refund = failed(bought, 800);
        decide(requested(refund), "reject", 102).expect(200);
        assertThat(refundState(refund)).isEqualTo("FAILED");
        retry(refund).expect(204);
        rounds();
        assertThat(refunds(bought)).containsExactly("8.00");
        assertThat(told(bought)).containsExactly("PAID", "REFUNDED");
    }

    @Test
    void whoseMoneyWentBackAtAlipayMeanwhile_isNotSettled_andGoesOnWaiting() {
        Bought bought = paid(1_000);
        String refund = failed(bought, 800);
        String settlement = requested(refund);
        refund(bought, aKey(), 1_000);
        assertThat(decide(settlement, "approve", 102).expect(422).code()).isEqualTo("REFUND_TOO_MUCH");
        assertThat(refundState(refund)).isEqualTo("FAILED");
        assertThat(told(bought)).containsExactly("PAID");
        decide(settlement, "reject", 102).expect(200);
    }

    @Test
    void manyDecideAtOnce_oneOfThemHolds_andTheOwnerIsToldAtMostOnce() throws Exception {
        Bought bought = paid(1_000);
        String settlement = requested(failed(bought, 800));
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> approves =
                    () -> decide(settlement, "approve", 102).status();
            Callable<Integer> rejects = () -> decide(settlement, "reject", 103).status();
            for (Future<Integer> each : threads.invokeAll(List.of(approves, rejects, approves, rejects))) {
                answers.add(each.get());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        assertThat(told(bought)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void whenTheOwnerFails_nothingIsDecided() {
        Bought bought = paid(1_000);
        String refund = failed(bought, 800);
        String settlement = requested(refund);
        owner.failsOnce(bought.orderId());
        decide(settlement, "approve", 102).expect(500);
        assertThat(refundState(refund)).isEqualTo("FAILED");
        decide(settlement, "approve", 102).expect(200);
        assertThat(told(bought)).containsExactly("PAID", "REFUNDED");
    }

    @Test
    void itIsForOperators_ofAFailedRefund_andBadInputIsToldClearly() {
        Bought bought = paid(1_000);
        String refund = refund(bought, aKey(), 800);
        assertThat(request(refund, 101, aKey()).expect(409).code()).isEqualTo("REFUND_NOT_FAILED");
        request(Long.toString(number()), 101, aKey()).expect(404);
        decide(Long.toString(number()), "approve", 102).expect(404);
        http.get(SETTLEMENTS, Tokens.parent(number())).expect(403);
        http.post(
                        REFUNDS + refund + "/settlements",
                        Tokens.operator(),
                        aKey(),
                        Map.of("reference", "", "reason", "已银行转账"))
                .expect(400);
    }
}
