package io.jiaxiao.mall.redemption;

import static io.jiaxiao.mall.redemption.fixture.ScriptedChannel.Fate.REFUSED_FOR_NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.redemption.fixture.TestChannels;
import io.jiaxiao.mall.supply.AfterSales;
import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people do with orders: their owners and operators. */
class OperateIT extends OrderTest {

    @Autowired
    private WatchBalances watch;

    @Test
    void anOrderNobodyTook_isCancelledAtOnce() {
        long person = aPersonWith(100);
        Goods bill = recharge(100, 5);
        long order = ordered(person, bill);
        assertThat(own(person, order, "cancellations")
                        .json()
                        .path("order")
                        .path("state")
                        .asString())
                .isEqualTo("REFUNDED");
        assertThat(own(person, order, "cancellations").status()).as("again").isEqualTo(200);
        assertThat(available(person)).isEqualTo(100);
        assertThat(left(bill)).isEqualTo(5);
        assertThat(placing.place(order)).isFalse();
        assertThat(BILLS.callsFor(number(order))).isZero();
        booksAgree(List.of(person));
    }

    @Test
    void cancelAndPlaceAtOnce_eitherTheChannelHasItOrThePointsAreBack() throws Exception {
        for (int round = 0; round < 10; round++) {
            long person = aPersonWith(100);
            long order = ordered(person, recharge(100, 5));
            var together = new CyclicBarrier(2);
            List<Callable<Object>> race = new ArrayList<>();
            race.add(() -> {
                together.await();
                return placing.place(order);
            });
            race.add(() -> {
                together.await();
                return own(person, order, "cancellations").status();
            });
            try (var threads = Executors.newFixedThreadPool(2)) {
                for (Future<Object> one : threads.invokeAll(race)) {
                    one.get();
                }
            }
            boolean refunded = state(order).equals("REFUNDED");
            assertThat(BILLS.has(number(order))).isEqualTo(!refunded);
            assertThat(available(person)).isEqualTo(refunded ? 100 : 0);
            booksAgree(List.of(person));
        }
    }

    @Test
    void goodsNotShipped_areCancelledIfTheChannelAgrees() {
        long person = aPersonWith(300);
        Goods cup = goods(100, 5);
        long willing = placed(person, cup);
        assertThat(own(person, willing, "cancellations").status()).isEqualTo(200);
        assertThat(state(willing)).isEqualTo("REFUNDED");

        long unwilling = placed(person, cup);
        GOODS.cancels(false);
        assertThat(own(person, unwilling, "cancellations").code()).isEqualTo("TOO_LATE_TO_CANCEL");
        assertThat(state(unwilling)).isEqualTo("PLACED");
        GOODS.cancels(true);

        long silent = placed(person, cup);
        GOODS.silent(true);
        assertThat(own(person, silent, "cancellations").status()).isEqualTo(200);
        assertThat(state(silent)).isEqualTo("PLACED");
        assertThat(held(person)).isEqualTo(200);
        GOODS.silent(false);
        GOODS.is(number(silent), ScriptedChannel.State.CANCELLED);
        turn(silent);
        assertThat(state(silent)).isEqualTo("REFUNDED");
        booksAgree(List.of(person));
    }

    @Test
    void aCardIsShownOnce_andAgainOnlyForAReason() {
        long person = aPersonWith(100);
        long order = placed(person, card(100, 5));
        assertThat(reveal(person, order, Map.of()).code()).isEqualTo("CARD_NOT_READY");
        CARDS.issues(number(order), aCard(order));
        turn(order);
        Http.Answer detail = http.get("/api/v1/redemptions/" + order, Tokens.parent(person));
        assertThat(detail.body())
                .doesNotContain(aCard(order).password(), aCard(order).number());
        Http.Answer first = reveal(person, order, Map.of());
        assertThat(first.json().path("password").asString())
                .isEqualTo(aCard(order).password());
        assertThat(reveal(person, order, Map.of()).code()).isEqualTo("CARD_ALREADY_REVEALED");
        assertThat(reveal(person, order, Map.of("reason", "上次没有记下来"))
                        .json()
                        .path("number")
                        .asString())
                .isEqualTo(aCard(order).number());
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM audit_log WHERE action = 'REVEAL_CARD' AND subject_id = ?",
                        Long.class,
                        number(order)))
                .isEqualTo(2);
        assertThat(reveal(number(), order, Map.of()).status()).isEqualTo(404);
        Http.Answer operator = http.get("/admin/v1/redemptions/" + order, Tokens.operator());
        assertThat(operator.status()).isEqualTo(200);
        assertThat(operator.body())
                .doesNotContain(aCard(order).password(), aCard(order).number());
    }

    @Test
    void twoFirstLooksAtACard_oneIsTheFirst() throws Exception {
        long person = aPersonWith(100);
        long order = placed(person, card(100, 5));
        CARDS.issues(number(order), aCard(order));
        turn(order);
        List<Callable<Integer>> race = new ArrayList<>();
        var together = new CyclicBarrier(8);
        for (int i = 0; i < 8; i++) {
            race.add(() -> {
                together.await();
                return reveal(person, order, Map.of()).status();
            });
        }
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> one : threads.invokeAll(race)) {
                statuses.add(one.get());
            }
        }
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    }

    @Test
    void oneOfTwoItemsIsSentBack_thenTheOther_andThePointsFollow() {
        long person = aPersonWith(200);
        Goods cup = goods(100, 5);
        long order = accepted(http.post("/api/v1/redemptions", Tokens.parent(person), aKey(), wishOf(person, cup, 2)));
        placing.place(order);
        assertThat(sendBack(person, order, 1).code()).isEqualTo("NOT_RECEIVED");
        GOODS.ships(number(order), parcel("A", Parcel.State.DELIVERED));
        GOODS.is(number(order), ScriptedChannel.State.DONE);
        turn(order);
        assertThat(sendBack(person, order, 3).code()).isEqualTo("RETURN_TOO_MANY");
        assertThat(sendBack(person, order, 1).status()).isEqualTo(201);
        assertThat(sendBack(person, order, 1).code()).isEqualTo("RETURN_OPEN");
        decide(order, true);
        assertThat(available(person)).as("the goods are not back yet").isZero();
        goodsBack(order);
        assertThat(available(person)).isEqualTo(100);
        assertThat(state(order)).isEqualTo("FULFILLED");
        assertThat(sendBack(person, order, 2).code()).isEqualTo("RETURN_TOO_MANY");
        assertThat(sendBack(person, order, 1).status()).isEqualTo(201);
        decide(order, false);
        assertThat(sendBack(person, order, 1).status())
                .as("turned down, so asked again")
                .isEqualTo(201);
        decide(order, true);
        goodsBack(order);
        assertThat(state(order)).isEqualTo("RETURNED");
        assertThat(available(person)).isEqualTo(200);
        assertThat(events("RedemptionRefunded", order)).isEqualTo(2);
        booksAgree(List.of(person));
    }

    @Test
    void aChannelThatTakesGoodsBackItself_isAskedUntilItHasThem() {
        long person = aPersonWith(100);
        Goods lamp = offer(TestChannels.BILLS, "GOODS", "台灯", 100, 5, 0);
        long order = placed(person, lamp);
        BILLS.is(number(order), ScriptedChannel.State.DONE);
        turn(order);
        sendBack(person, order, 1);
        decide(order, true);
        long one = openReturn(order);
        TestChannels.AFTER_SALES.answers(new AfterSales.Answer.Unknown("TIMEOUT"));
        asksAgain(one, 1);
        TestChannels.AFTER_SALES.answers(new AfterSales.Answer.UnderWay("S1"));
        asksAgain(one, 2);
        assertThat(available(person)).isZero();
        TestChannels.AFTER_SALES.answers(new AfterSales.Answer.Accepted("S1"));
        asksAgain(one, 3);
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            sweep.giveBack(one);
            return state(order).equals("RETURNED");
        });
        assertThat(available(person)).isEqualTo(100);
        assertThat(jdbc.queryForObject("SELECT channel_number FROM redemption_return WHERE id = ?", String.class, one))
                .isEqualTo("S1");
        booksAgree(List.of(person));
    }

    private void asksAgain(long one, int times) {
        sweep.giveBack(one);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> TestChannels.AFTER_SALES.asked().stream()
                                .filter(Long.toString(one)::equals)
                                .count()
                        == times);
    }

    @Test
    void cardsAreNotSentBack_norGoodsLate() {
        long person = aPersonWith(200);
        long card = placed(person, card(100, 5));
        CARDS.issues(number(card), aCard(card));
        turn(card);
        assertThat(sendBack(person, card, 1).code()).isEqualTo("NOT_RETURNABLE");
        long cup = placed(person, goods(100, 5));
        GOODS.is(number(cup), ScriptedChannel.State.DONE);
        turn(cup);
        jdbc.update("UPDATE redemption SET fulfilled_at = fulfilled_at - INTERVAL 8 DAY WHERE id = ?", cup);
        assertThat(sendBack(person, cup, 1).code()).isEqualTo("RETURN_TOO_LATE");
    }

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

    @Test
    void aPerson_seesOwnOrdersOnly_pageByPage() {
        long person = aPersonWith(500);
        Goods card = card(100, 10);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(number(ordered(person, card)));
        }
        List<String> seen = new ArrayList<>();
        String path = "/api/v1/redemptions?size=2";
        String cursor = "";
        do {
            var page = http.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor), Tokens.parent(person))
                    .json();
            page.path("items").forEach(item -> seen.add(item.path("id").asString()));
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        assertThat(seen).isEqualTo(made);
        String stranger = Tokens.parent(number());
        String order = made.getFirst();
        assertThat(http.get("/api/v1/redemptions/" + order, stranger).code()).isEqualTo("REDEMPTION_UNKNOWN");
        for (String act : List.of("cancellations", "receipts", "card-reveals")) {
            assertThat(http.post("/api/v1/redemptions/" + order + "/" + act, stranger, "{}")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(http.post(
                                "/api/v1/redemptions/" + order + "/returns",
                                stranger,
                                Map.of("quantity", 1, "reason", "我要"))
                        .status())
                .isEqualTo(404);
        assertThat(http.get("/admin/v1/redemptions", stranger).status()).isEqualTo(403);
        assertThat(http.get("/api/v1/redemptions", "").status()).isEqualTo(401);
        assertThat(http.get("/api/v1/redemptions", Tokens.service("roster-service", "mall-service"))
                        .status())
                .isEqualTo(403);
    }

    private Http.Answer own(long person, long order, String what) {
        return http.post("/api/v1/redemptions/" + order + "/" + what, Tokens.parent(person), "{}");
    }

    private Http.Answer reveal(long person, long order, Map<String, Object> body) {
        return http.post("/api/v1/redemptions/" + order + "/card-reveals", Tokens.parent(person), body);
    }

    private Http.Answer sendBack(long person, long order, int quantity) {
        return http.post(
                "/api/v1/redemptions/" + order + "/returns",
                Tokens.parent(person),
                Map.of("quantity", quantity, "reason", "尺寸不合适"));
    }

    private long openReturn(long order) {
        return jdbc.queryForObject("SELECT id FROM redemption_return WHERE open_redemption = ?", Long.class, order);
    }

    private void decide(long order, boolean approve) {
        Http.Answer answer = operate(
                order, "returns/" + openReturn(order) + "/decisions", Map.of("approve", approve, "reason", "符合退货规则"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void goodsBack(long order) {
        Http.Answer answer = operate(order, "returns/" + openReturn(order) + "/completions", REASON);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
