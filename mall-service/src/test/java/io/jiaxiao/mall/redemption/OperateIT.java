package io.jiaxiao.mall.redemption;

import static io.jiaxiao.mall.redemption.fixture.ScriptedChannel.Fate.REFUSED_FOR_NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.redemption.fixture.TestChannels;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What operators do with orders, and what they are told of the channels. */
class OperateIT extends OrderTest {

    @Autowired
    private WatchBalances watch;

    @Test
    void onlyARefusedOrder_isSentToAnotherChannel_underAnotherNumber() {
        long person = aPersonWith(100);
        Goods bill = recharge(100, 5);
        Goods elsewhere = offer(TestChannels.GOODS, "RECHARGE", "话费10元", 100, 5, 0);
        BILLS.plan(bill.channelSku(), REFUSED_FOR_NOW, REFUSED_FOR_NOW, REFUSED_FOR_NOW);
        long order = ordered(person, bill);
        Map<String, Object> there = Map.of("skuId", Long.toString(elsewhere.id()), "reason", "余额不足，改发");
        assertThat(operate(order, "sends", there).code()).isEqualTo("NOT_POSSIBLE_NOW");
        placing.place(order);
        turn(order);
        turn(order);
        assertThat(state(order)).isEqualTo("REFUSED");
        assertThat(operate(
                                order,
                                "sends",
                                Map.of("skuId", Long.toString(card(100, 1).id()), "reason", "错"))
                        .code())
                .isEqualTo("OFFER_NOT_ALIKE");
        assertThat(operate(order, "sends", there).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10)).until(() -> state(order).equals("PLACED"));
        assertThat(GOODS.has(order + "R2")).isTrue();
        assertThat(BILLS.has(number(order))).isFalse();
        GOODS.is(order + "R2", ScriptedChannel.State.DONE);
        turn(order);
        assertThat(state(order)).isEqualTo("FULFILLED");
        assertThat(jdbc.queryForList(
                        "SELECT state FROM supply_order WHERE redemption_id = ? ORDER BY send", String.class, order))
                .containsExactly("REFUSED", "FULFILLED");
        assertThat(jdbc.queryForObject(
                        "SELECT reason FROM audit_log WHERE action = 'RESEND_REDEMPTION' AND subject_id = ?",
                        String.class,
                        number(order)))
                .isEqualTo("余额不足，改发");
        booksAgree(List.of(person));
    }

    @Test
    void aRefusedOrder_isRefundedByAnOperator() {
        long person = aPersonWith(100);
        Goods bill = recharge(100, 5);
        BILLS.plan(bill.channelSku(), REFUSED_FOR_NOW, REFUSED_FOR_NOW, REFUSED_FOR_NOW);
        long order = ordered(person, bill);
        placing.place(order);
        turn(order);
        turn(order);
        assertThat(operate(order, "refunds", REASON)
                        .json()
                        .path("order")
                        .path("state")
                        .asString())
                .isEqualTo("REFUNDED");
        assertThat(operate(order, "refunds", REASON).code()).isEqualTo("NOT_POSSIBLE_NOW");
        assertThat(available(person)).isEqualTo(100);
        booksAgree(List.of(person));
    }

    @Test
    void whatRiskWantsReviewed_goesOutOnlyWhenApproved() {
        long person = aPersonWith(200);
        NEIGHBOURS.verdict(person, "REVIEW");
        Goods bill = recharge(100, 5);
        long good = ordered(person, bill);
        long bad = ordered(person, bill);
        assertThat(placing.place(good)).isFalse();
        operate(good, "reviews", Map.of("approve", true, "reason", "本人确认"));
        await().atMost(Duration.ofSeconds(10)).until(() -> state(good).equals("PLACED"));
        operate(bad, "reviews", Map.of("approve", false, "reason", "疑似套利"));
        assertThat(state(bad)).isEqualTo("REFUNDED");
        assertThat(available(person)).isEqualTo(100);
        assertThat(operate(good, "reviews", Map.of("approve", true, "reason", "再审"))
                        .code())
                .isEqualTo("NOT_POSSIBLE_NOW");
        booksAgree(List.of(person));
    }

    @Test
    void whatWentThroughWithoutRisk_andIsFoundSuspicious_isStopped_asLongAsNoChannelHasIt() {
        long person = aPersonWith(100);
        NEIGHBOURS.uncounted(person);
        Goods bill = recharge(100, 5);
        BILLS.plan(bill.channelSku(), REFUSED_FOR_NOW);
        long order = ordered(person, bill);
        placing.place(order);
        assertThat(state(order)).isEqualTo("ACCEPTED");
        operate(order, "reviews", Map.of("approve", false, "reason", "疑似套利"));
        assertThat(state(order)).isEqualTo("REFUNDED");
        turn(order);
        assertThat(available(person)).isEqualTo(100);
        booksAgree(List.of(person));
    }

    @Test
    void aBalanceThatRunsLow_alarmsOnce_andAgainAfterItWasFilled() {
        watch.run();
        long before = balanceAlarms();
        CARDS.balance(99_999);
        watch.run();
        watch.run();
        assertThat(balanceAlarms()).isEqualTo(before + 1);
        CARDS.balance(1_000_000);
        watch.run();
        CARDS.silent(true);
        watch.run();
        CARDS.silent(false);
        CARDS.balance(5);
        watch.run();
        assertThat(balanceAlarms()).isEqualTo(before + 2);
        CARDS.balance(1_000_000);
    }

    private long balanceAlarms() {
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM outbox WHERE aggregate_id = 'CHANNEL_BALANCE:t-cards'", Long.class);
    }

    @Test
    void operators_findOrdersByWhatTheyKnow() {
        long person = aPersonWith(300);
        long order = ordered(person, recharge(100, 5));
        String found = http.get("/admin/v1/redemptions?personId=" + person, Tokens.operator())
                .body();
        assertThat(found).contains(number(order)).contains("\"total\":1");
        assertThat(http.get("/admin/v1/redemptions?mobile=13798765432&personId=" + person, Tokens.operator())
                        .body())
                .contains(number(order))
                .doesNotContain("13798765432");
        assertThat(http.get("/admin/v1/redemptions?state=PLACED&personId=" + person, Tokens.operator())
                        .body())
                .contains("\"total\":0");
        Http.Answer detail = http.get("/admin/v1/redemptions/" + order, Tokens.operator());
        assertThat(detail.json().path("account").asString()).isEqualTo("137****5432");
        assertThat(detail.json().path("timeline").get(0).path("what").asString())
                .isEqualTo("ACCEPTED");
        String channels = http.get("/admin/v1/channels", Tokens.operator()).body();
        assertThat(channels).contains("t-goods", "t-cards", "t-bills", "\"balanceFen\":1000000");
    }
}
