package io.jiaxiao.order.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** O7: money of another sum than was asked for is not taken in by itself; an operator gives it back or lets it count. */
class OddPaymentIT extends PaymentWorld {

    private static final String LIST = "/admin/v1/odd-payments";

    /** Paid with another sum, and noticed by our own question. */
    private Bought odd(long asked, String yuan) {
        Bought bought = open(asked);
        Partners.control(
                "POST", "/alipay/wallet/pay", "{\"qrCode\":\"" + code(bought) + "\",\"amount\":\"" + yuan + "\"}");
        pass(Duration.ofSeconds(5));
        return bought;
    }

    private JsonNode line(Bought bought, boolean settled) {
        return http.get(LIST + "?size=200&settled=" + settled, Tokens.operator())
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(each -> each.path("paymentId").asString().equals(bought.paymentId()))
                .findFirst()
                .orElse(null);
    }

    private Http.Answer settle(Bought bought, String key, String decision, long receivedFen) {
        return http.post(
                LIST + "/" + bought.paymentId() + "/settlements",
                Tokens.operator(),
                key,
                Map.of("decision", decision, "receivedFen", receivedFen, "reason", "家长少付一分，同意收款"));
    }

    @Test
    void anotherSum_isNotTakenIn_andStandsInTheListWithBothSums() {
        Bought bought = odd(1_000, "9.99");
        assertThat(state(bought)).isEqualTo("WAITING");
        assertThat(told(bought)).isEmpty();
        JsonNode line = line(bought, false);
        assertThat(line.path("askedFen").asLong()).isEqualTo(1_000);
        assertThat(line.path("receivedFen").asLong()).isEqualTo(999);
        assertThat(line.has("decision")).isFalse();
        pass(Duration.ofMinutes(40));
        assertThat(state(bought))
                .as("its time being over does not close what is paid")
                .isEqualTo("WAITING");
    }

    @Test
    void accepted_itIsPaidWithWhatCameIn_andNoMoreThanThatGoesBack_audited() {
        Bought bought = odd(1_000, "9.99");
        assertThat(settle(bought, aKey(), "ACCEPT", 999)
                        .expect(200)
                        .json()
                        .path("kept")
                        .asBoolean())
                .isTrue();
        assertThat(state(bought)).isEqualTo("PAID");
        assertThat(told(bought)).containsExactly("ACCEPTED");
        assertThat(line(bought, false)).isNull();
        assertThat(line(bought, true).path("askedFen").asLong()).isEqualTo(1_000);
        refund(bought, aKey(), 999);
        rounds();
        assertThat(refunds(bought)).containsExactly("9.99");
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM audit_log WHERE action = 'SETTLE_ODD_PAYMENT' AND subject_id = ?",
                        Long.class,
                        bought.paymentId()))
                .isEqualTo(1);
        Http.Answer late = http.form("/callback/alipay/notify", new SignedNotify(bought.paymentId(), "9.99").form());
        assertThat(late.body()).isEqualTo("success");
        assertThat(told(bought)).containsExactly("ACCEPTED", "REFUNDED");
    }

    @Test
    void givenBack_allOfItGoes_alsoWhenItIsMoreThanWasAskedFor() {
        Bought bought = odd(1_000, "20.00");
        assertThat(settle(bought, aKey(), "RETURN", 2_000)
                        .expect(200)
                        .json()
                        .path("kept")
                        .asBoolean())
                .isFalse();
        rounds();
        assertThat(told(bought)).containsExactly("RETURNED");
        assertThat(refunds(bought)).containsExactly("20.00");
    }

    @Test
    void oneKeyIsOneDecision_anotherOneIsTooLate_andAnotherSumIsRefused() {
        Bought bought = odd(1_000, "9.99");
        assertThat(settle(bought, aKey(), "ACCEPT", 1_000).expect(409).code()).isEqualTo("ODD_PAYMENT_CHANGED");
        String key = aKey();
        String first = settle(bought, key, "RETURN", 999).expect(200).body();
        assertThat(settle(bought, key, "RETURN", 999).expect(200).body()).isEqualTo(first);
        settle(bought, key, "ACCEPT", 999).expect(422);
        assertThat(settle(bought, aKey(), "ACCEPT", 999).expect(409).code()).isEqualTo("ODD_PAYMENT_SETTLED");
        rounds();
        assertThat(refunds(bought)).containsExactly("9.99");
    }

    @Test
    void twoOperatorsAtOnce_oneDecides() throws Exception {
        Bought bought = odd(1_000, "9.99");
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> accepts =
                    () -> settle(bought, aKey(), "ACCEPT", 999).status();
            Callable<Integer> returns =
                    () -> settle(bought, aKey(), "RETURN", 999).status();
            for (Future<Integer> each : threads.invokeAll(List.of(accepts, returns, accepts, returns))) {
                answers.add(each.get());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        rounds();
        assertThat(told(bought)).hasSize(1);
    }

    @Test
    void itIsForOperators_andBadInputIsToldClearly() {
        http.get(LIST, Tokens.parent(number())).expect(403);
        Bought right = paid(1_000);
        settle(right, aKey(), "ACCEPT", 1_000).expect(404);
        settle(right, aKey(), "KEEP", 1_000).expect(400);
        settle(right, aKey(), "ACCEPT", 0).expect(400);
        http.post(
                        LIST + "/" + right.paymentId() + "/settlements",
                        Tokens.operator(),
                        aKey(),
                        Map.of("decision", "ACCEPT", "receivedFen", 1, "reason", ""))
                .expect(400);
    }
}
