package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.contracts.order.PurchasePaid;
import io.jiaxiao.contracts.order.PurchaseRefunded;
import io.jiaxiao.order.fixture.ShopFixture;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class NoticeIT extends ShopFixture {

    @Autowired
    private NotifyBuyer notify;

    @Test
    void thePayerIsToldOnce_howeverOftenTheEventComes_andWhenTheAnswerWasLost() {
        long person = number();
        String mobile = aMobile();
        NEIGHBOURS.mobile(Long.toString(person), mobile);
        PurchasePaid paid = paid(person);
        NEIGHBOURS.loseAnswers(1);
        assertThatThrownBy(() -> notify.paid(paid)).isInstanceOf(RuntimeException.class);
        notify.paid(paid);
        notify.paid(paid);
        assertThat(NEIGHBOURS.messagesTo(mobile)).hasSize(1);
        JsonNode message = NEIGHBOURS.messagesTo(mobile).getFirst();
        assertThat(message.path("template").asString()).isEqualTo("ORDER_ACTIVATED");
        assertThat(message.path("params").path("product").asString()).isEqualTo("AI学(移动)");
        assertThat(message.path("params").path("through").asString()).isEqualTo("2027-02-28");
    }

    @Test
    void whatCameBackIsToldInYuan_andNobodyIsToldWhoHasNoNumber() {
        long person = number();
        String mobile = aMobile();
        NEIGHBOURS.mobile(Long.toString(person), mobile);
        notify.refunded(new PurchaseRefunded(
                "1", "R" + number(), Long.toString(person), "AIXUE_MOBILE", "CANCELLATION", 1307, clock.instant()));
        assertThat(NEIGHBOURS
                        .messagesTo(mobile)
                        .getFirst()
                        .path("params")
                        .path("amount")
                        .asString())
                .isEqualTo("13.07");
        notify.paid(paid(number()));
    }

    @Test
    void whileMessageServiceIsAwayTheEventComesAgain() {
        long person = number();
        NEIGHBOURS.mobile(Long.toString(person), aMobile());
        NEIGHBOURS.down("message-service");
        assertThatThrownBy(() -> notify.paid(paid(person))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void whoHasPaidIsTold_overTheRealBroker() {
        Family family = aFamily();
        String mobile = aMobile();
        NEIGHBOURS.mobile(Long.toString(family.parent()), mobile);
        buy(family, "XIAOXUNTONG_M1");
        jdbc.update("UPDATE outbox_shard SET owner = '', lease_until = '2000-01-01'");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(NEIGHBOURS.messagesTo(mobile)).hasSize(1));
        assertThat(NEIGHBOURS.messagesTo(mobile).getFirst().path("template").asString())
                .isEqualTo("ORDER_ACTIVATED");
    }

    private PurchasePaid paid(long person) {
        return new PurchasePaid(
                Long.toString(number()),
                Long.toString(person),
                "1",
                "1",
                "AIXUE_MOBILE",
                "AIXUE_MOBILE_M1",
                1500,
                false,
                LocalDate.parse("2027-02-28"),
                clock.instant());
    }
}
