package io.jiaxiao.order.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.contracts.order.OrderAlarm;
import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class OrderExceptionIT extends ShopFixture {

    private static final String LIST = "/admin/v1/order-exceptions";

    @Autowired
    private Troubles troubles;

    private final String subject = Long.toString(number());

    private void notice(String kind) {
        transaction.executeWithoutResult(
                status -> troubles.notice(new OrderAlarm(kind, subject, "退款多次未完成", clock.instant())));
    }

    private JsonNode line(String filter) {
        JsonNode all = http.get(LIST + "?size=200" + filter, Tokens.operator())
                .expect(200)
                .json()
                .path("items");
        return all.valueStream()
                .filter(each -> each.path("subject").asString().equals(subject))
                .findFirst()
                .orElse(null);
    }

    private Http.Answer handle(String id, String how, String reason) {
        return http.post(LIST + "/" + id + "/" + how, Tokens.operator(), Map.of("reason", reason));
    }

    @Test
    void whatIsNoticedTwiceIsOneLine_withWhatIsDoneAboutItAlready() {
        notice("REFUND_STUCK");
        notice("REFUND_STUCK");
        JsonNode line = line("&state=OPEN&kind=REFUND_STUCK");
        assertThat(line.path("seen").asInt()).isEqualTo(2);
        assertThat(line.path("repair").asString()).contains("重试");
        assertThat(line("&kind=NOTIFY_LOST")).isNull();
        http.get(LIST, Tokens.parent(number())).expect(403);
    }

    @Test
    void anOperatorAcknowledgesAndResolves_withReasonAndAudit_andWhatComesAgainIsOpenAgain() {
        notice("AMOUNT_DIFFERS");
        String id = line("&state=OPEN").path("id").asString();
        handle(id, "acknowledgements", "").expect(400);
        assertThat(handle(id, "acknowledgements", "正在核对")
                        .expect(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("ACKNOWLEDGED");
        handle(id, "resolutions", "已线下退款").expect(200);
        assertThat(handle(id, "resolutions", "再次处理").expect(409).code()).isEqualTo("EXCEPTION_HANDLED");
        assertThat(jdbc.queryForList(
                        "SELECT action FROM audit_log WHERE subject_type = 'order_exception' AND subject_id = ? ORDER BY id",
                        String.class,
                        id))
                .containsExactly("ACKNOWLEDGE_ORDER_EXCEPTION", "RESOLVE_ORDER_EXCEPTION");
        assertThat(line("&state=OPEN")).isNull();
        clock.advanceMillis(5);
        notice("AMOUNT_DIFFERS");
        assertThat(line("&state=OPEN").path("seen").asInt()).isEqualTo(2);
    }

    @Test
    void twoOperatorsAtOnce_oneResolvesIt() throws Exception {
        notice("REFUND_FAILED");
        String id = line("").path("id").asString();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Http.Answer> one = threads.submit(() -> handle(id, "resolutions", "处理完毕一"));
            Future<Http.Answer> two = threads.submit(() -> handle(id, "resolutions", "处理完毕二"));
            assertThat(List.of(one.get().status(), two.get().status())).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void anotherAmountThanThePrice_standsInTheList_overTheRealBroker() {
        Family family = aFamily();
        String purchase = order(family, "AIXUE_MOBILE_M1");
        payments.pay("P" + purchase, 1);
        jdbc.update("UPDATE outbox_shard SET owner = '', lease_until = '2000-01-01'");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(jdbc.queryForList(
                        "SELECT state FROM order_exception WHERE kind = 'AMOUNT_DIFFERS' AND subject = ?",
                        String.class,
                        purchase))
                .containsExactly("OPEN"));
    }
}
