package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders at JD: two phases, and the life after them. */
class JdOrdersIT extends JdFixture {

    @Test
    void reserveAndConfirm_takesStockAtOnce_moneyAtTheConfirmation_andBringsTheParcel() {
        long stock = stock(JdCaller.LAMP);
        long money = balance();
        long id = reserved(lamps(2));
        assertThat(stock(JdCaller.LAMP)).isEqualTo(stock - 2);
        assertThat(balance()).isEqualTo(money);
        assertThat(jd.select(id).path("submitState").intValue()).isZero();
        assertThat(code(jd.confirm(id))).isEqualTo("0003");
        assertThat(code(jd.confirm(id))).isEqualTo("3103");
        assertThat(balance()).isEqualTo(money - 31800);
        assertThat(code(jd.call("order/cancel", Map.of("jdOrderId", String.valueOf(id)))))
                .isEqualTo("3208");

        awaitMessage(12, "orderId", id);
        assertThat(awaitMessage(5, "orderId", id).path("result").path("state").intValue())
                .isEqualTo(1);
        JsonNode order = jd.select(id);
        assertThat(order.path("state").intValue()).isEqualTo(1);
        assertThat(order.path("pOrder").intValue()).isZero();
        JsonNode track = jd.call("order/orderTrack", Map.of("jdOrderId", String.valueOf(id), "waybillCode", "1"))
                .path("result");
        assertThat(track.path("orderTrack").size()).isEqualTo(4);
        assertThat(track.path("waybillCode").get(0).path("deliveryOrderId").stringValue())
                .isEqualTo("JDX" + id);
        JsonNode rows = jd.call("price/getBalanceDetail", Map.of("orderId", String.valueOf(id)))
                .path("result")
                .path("data");
        assertThat(rows.size()).isEqualTo(1);
        assertThat(rows.get(0).path("tradeType").intValue()).isEqualTo(1209);
        assertThat(rows.get(0).path("amount").decimalValue()).isEqualByComparingTo("-318");
    }

    @Test
    void theSameOrderNumberAgain_is0008WithTheFirstOrder_whateverItsContent() {
        long stock = stock(JdCaller.LAMP);
        long id = reserved(lamps(1));
        JsonNode again = jd.order(lamps(5));
        assertThat(code(again)).isEqualTo("0008");
        assertThat(again.path("result").path("jdOrderId").longValue()).isEqualTo(id);
        assertThat(again.path("result").path("sku").get(0).path("num").intValue())
                .isEqualTo(1);
        assertThat(stock(JdCaller.LAMP)).isEqualTo(stock - 1);
        assertThat(lookUp().path("result").stringValue()).isEqualTo(String.valueOf(id));
    }

    @Test
    void manyAtOnceWithOneNumber_makeOneOrder_andTheLastPieceIsSoldOnce() throws Exception {
        simulator.put("/jd/control/goods/" + JdCaller.LAMP, "{\"stock\":1}");
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Callable<String>> same = java.util.Collections.nCopies(8, () -> code(jd.order(lamps(1))));
            assertThat(codes(pool.invokeAll(same))).containsOnlyOnce("0001").contains("0008");
            simulator.put("/jd/control/goods/" + JdCaller.LAMP, "{\"stock\":1}");
            List<Callable<String>> others = IntStream.range(0, 8)
                    .<Callable<String>>mapToObj(n -> () -> code(jd.order(with(lamps(1), "thirdOrder", mine + "x" + n))))
                    .toList();
            assertThat(codes(pool.invokeAll(others))).containsOnlyOnce("0001").contains("3008");
        }
        assertThat(stock(JdCaller.LAMP)).isZero();
    }

    private static List<String> codes(List<Future<String>> answers) {
        return answers.stream().map(Future::resultNow).toList();
    }

    @Test
    void cancellingAReservation_givesTheStockBack_andIsToldAs10() {
        long stock = stock(JdCaller.LAMP);
        long id = reserved(lamps(3));
        assertThat(code(jd.call("order/cancel", Map.of("jdOrderId", String.valueOf(id)))))
                .isEqualTo("0002");
        assertThat(code(jd.call("order/cancel", Map.of("jdOrderId", String.valueOf(id)))))
                .isEqualTo("3203");
        assertThat(code(jd.confirm(id))).isEqualTo("3105");
        assertThat(stock(JdCaller.LAMP)).isEqualTo(stock);
        awaitMessage(10, "orderId", id);
    }

    @Test
    void aReservationNobodyConfirms_expires_andIsToldAs15() {
        order(MOBILE, "[{\"kind\":\"RESERVATION_EXPIRES\",\"millis\":50}]");
        long stock = stock(JdCaller.LAMP);
        long id = reserved(lamps(1));
        assertThat(awaitMessage(15, "orderId", id)
                        .path("result")
                        .path("cancelType")
                        .intValue())
                .isEqualTo(2);
        assertThat(jd.select(id).path("orderState").intValue()).isZero();
        assertThat(stock(JdCaller.LAMP)).isEqualTo(stock);
        assertThat(code(jd.confirm(id))).isEqualTo("3105");
    }

    @Test
    void submitState1_needsNoConfirmation() {
        long id = reserved(with(lamps(1), "submitState", "1"));
        assertThat(jd.select(id).path("submitState").intValue()).isEqualTo(1);
        awaitMessage(5, "orderId", id);
    }

    @Test
    void twoSkus_areSplit_andEachChildArrivesByItself() {
        String skus = "[" + JdCaller.line(JdCaller.LAMP, 1) + "," + JdCaller.line(JdCaller.PEN, 2) + "]";
        long parent = confirmed(JdCaller.anOrder(mine, MOBILE, skus));
        awaitMessage(1, "pOrder", parent);
        JsonNode order = jd.select(parent);
        assertThat(order.path("pOrder").path("jdOrderId").longValue()).isEqualTo(parent);
        assertThat(order.path("cOrder").size()).isEqualTo(2);
        long first = order.path("cOrder").get(0).path("jdOrderId").longValue();
        long second = order.path("cOrder").get(1).path("jdOrderId").longValue();
        assertThat(order.path("cOrder").get(0).path("pOrder").longValue()).isEqualTo(parent);
        assertThat(code(jd.confirm(first))).isEqualTo("3104");
        awaitMessage(5, "orderId", first);
        awaitMessage(5, "orderId", second);
        String today = simulator.get("/clock").json().path("now").stringValue();
        String day = java.time.Instant.parse(today)
                .atZone(java.time.ZoneId.of("Asia/Shanghai"))
                .toLocalDate()
                .toString();
        JsonNode delivered =
                jd.call("checkOrder/checkDlokOrder", Map.of("date", day)).path("result");
        assertThat(delivered.path("orders").valueStream().map(each -> each.path("jdOrderId")
                        .longValue()))
                .contains(first, second)
                .doesNotContain(parent);
    }

    @Test
    void aRepeatedSplit_namesTheFirstParentEachTime_andLosesNoPiece() {
        order(MOBILE, "[{\"kind\":\"REPEATED_SPLIT\"}]");
        long parent = confirmed(lamps(4));
        List<JsonNode> told = new ArrayList<>();
        await().until(() -> {
            told.addAll(drain(1));
            return told.size() >= 3;
        });
        assertThat(told).allSatisfy(each -> assertThat(
                        each.path("result").path("pOrder").longValue())
                .isEqualTo(parent));
        JsonNode children = jd.select(parent).path("cOrder");
        assertThat(children.size()).isEqualTo(3);
        assertThat(children.valueStream()
                        .mapToInt(each -> each.path("sku").get(0).path("num").intValue())
                        .sum())
                .isEqualTo(4);
    }

    private static List<JsonNode> drain(int type) {
        JsonNode batch =
                jd.call("message/get", Map.of("type", String.valueOf(type))).path("result");
        List<JsonNode> read = batch.valueStream().toList();
        read.forEach(each -> jd.call("message/del", Map.of("id", each.path("id").asString())));
        return read;
    }

    @Test
    void aRefusedDelivery_isToldAs5With2_andTheMoneyComesBack() {
        order(MOBILE, "[{\"kind\":\"REFUSED_DELIVERY\"}]");
        long money = balance();
        long id = confirmed(lamps(1));
        assertThat(awaitMessage(5, "orderId", id).path("result").path("state").intValue())
                .isEqualTo(2);
        assertThat(jd.select(id).path("state").intValue()).isEqualTo(2);
        assertThat(balance()).isEqualTo(money);
        JsonNode rows = jd.call("price/getBalanceDetail", Map.of("orderId", String.valueOf(id)))
                .path("result")
                .path("data");
        assertThat(rows.valueStream()
                        .map(row -> row.path("amount").decimalValue().intValue()))
                .containsExactly(159, 0, -159);
    }

    @Test
    void aFailedPayment_isToldAs14_andDoPayRepairsIt() {
        order(MOBILE, "[{\"kind\":\"PAYMENT_FAILED\"}]");
        long money = balance();
        long id = confirmed(lamps(1));
        awaitMessage(14, "orderId", id);
        assertThat(balance()).isEqualTo(money);
        Map<String, String> form = Map.of("jdOrderId", String.valueOf(id));
        simulator.put("/jd/control/balance", "{\"fen\":100}");
        assertThat(code(jd.call("order/doPay", form))).isEqualTo("3403");
        simulator.put("/jd/control/balance", "{\"fen\":" + money + "}");
        assertThat(code(jd.call("order/doPay", form))).isEqualTo("0000");
        assertThat(code(jd.call("order/doPay", form))).isEqualTo("3404");
        awaitMessage(5, "orderId", id);
    }

    @Test
    void theJournal_knowsWhatWasTaken_underBothNumbers() {
        reserved(lamps(1));
        jd.order(lamps(1));
        JsonNode entries =
                simulator.get("/journal?partner=jd&number=" + mine).json().path("entries");
        assertThat(entries.size()).isEqualTo(2);
        assertThat(entries.get(0).path("taken").booleanValue()).isTrue();
        assertThat(entries.get(0).path("decoded").path("email").stringValue()).isEqualTo("mall@example.com");
        assertThat(entries.get(1).path("outcome").stringValue()).isEqualTo("0008");
        assertThat(entries.get(1).path("taken").booleanValue()).isFalse();
    }
}
