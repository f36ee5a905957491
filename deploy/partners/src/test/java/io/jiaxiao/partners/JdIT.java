package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders at JD over HTTP: two phases, the life after them, and what can go wrong on the way. */
class JdIT {

    private static final String MOBILE = "13900000001";

    private static Platform platform;
    private static Simulator simulator;
    private static JdCaller jd;
    private static int orders;

    private final String mine = "R" + ++orders;

    @BeforeAll
    static void start() {
        platform = new Platform();
        simulator = Simulator.start(
                platform,
                "jiaxiao.jd.client-secret=" + JdCaller.SECRET,
                "jiaxiao.jd.password=" + JdCaller.PASSWORD,
                "jiaxiao.partners.jd.split-delay=20ms",
                "jiaxiao.partners.jd.ship-delay=120ms",
                "jiaxiao.partners.jd.delivery-delay=60ms",
                "jiaxiao.partners.jd.after-sale-step=20ms",
                "jiaxiao.partners.jd.books-of-today=true",
                "jiaxiao.partners.jd.page-size=30",
                "jiaxiao.partners.jd.messages-at-once=5");
        jd = new JdCaller(simulator);
    }

    @AfterAll
    static void stop() {
        simulator.close();
        platform.close();
    }

    @BeforeEach
    void signedIn() {
        jd.login();
    }

    @AfterEach
    void asOnTheFirstDay() {
        simulator.delete("/faults");
        simulator.delete("/jd/control");
        simulator.put("/jd/control/balance", "{\"fen\":100000000}");
        simulator.put("/clock", "{\"scale\":1}");
    }

    private static String code(JsonNode answer) {
        return answer.path("resultCode").asString("");
    }

    private static void order(String target, String faults) {
        assertThat(simulator.put("/faults/jd/" + target, faults).status()).isEqualTo(200);
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> changed = new HashMap<>(form);
        changed.put(name, value);
        return changed;
    }

    private Map<String, String> lamps(int num) {
        return JdCaller.anOrder(mine, MOBILE, JdCaller.pieces(JdCaller.LAMP, num));
    }

    private static long reserved(Map<String, String> order) {
        JsonNode answer = jd.order(order);
        assertThat(code(answer)).as("%s", answer).isEqualTo("0001");
        return answer.path("result").path("jdOrderId").longValue();
    }

    private static long confirmed(Map<String, String> order) {
        long id = reserved(order);
        assertThat(code(jd.confirm(id))).isEqualTo("0003");
        return id;
    }

    private static long stock(long sku) {
        return goods(sku).path("stock").longValue();
    }

    private static JsonNode goods(long sku) {
        return simulator
                .get("/jd/control/goods")
                .json()
                .valueStream()
                .filter(each -> each.path("sku").longValue() == sku)
                .findFirst()
                .orElseThrow();
    }

    private static long balance() {
        return simulator.get("/jd/control").json().path("balanceFen").longValue();
    }

    /** Waits for a message like this, and deletes it and no other. */
    private static JsonNode awaitMessage(int type, String field, long id) {
        List<JsonNode> found = new ArrayList<>();
        await().until(() -> {
            JsonNode batch =
                    jd.call("message/get", Map.of("type", String.valueOf(type))).path("result");
            batch.valueStream()
                    .filter(each -> each.path("result").path(field).longValue() == id)
                    .limit(1)
                    .forEach(found::add);
            return !found.isEmpty();
        });
        jd.call("message/del", Map.of("id", found.getFirst().path("id").asString()));
        return found.getFirst();
    }

    private static List<JsonNode> drain(int type) {
        JsonNode batch =
                jd.call("message/get", Map.of("type", String.valueOf(type))).path("result");
        List<JsonNode> read = batch.valueStream().toList();
        read.forEach(each -> jd.call("message/del", Map.of("id", each.path("id").asString())));
        return read;
    }

    private void submitsInVain(Map<String, String> order) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThatThrownBy(() ->
                            http.send(jd.request("order/submitOrder", order).build(), BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    private JsonNode lookUp() {
        return jd.call("order/selectJdOrderIdByThirdOrder", Map.of("thirdOrder", mine));
    }

    @Test
    void withoutAToken_nothingIsAnswered_andANewLoginEndsTheOldOne() {
        assertThat(code(jd.call("product/getPageNum"))).isEqualTo("0000");
        JdCaller other = new JdCaller(simulator);
        assertThat(code(other.call("product/getPageNum"))).isEqualTo("2007");
        other.login();
        assertThat(code(jd.call("product/getPageNum"))).isEqualTo("2007");
        assertThat(code(other.call("product/getPageNum"))).isEqualTo("0000");
        order("demoClient", "[{\"kind\":\"TOKEN_LOST\",\"count\":1}]");
        assertThat(code(other.call("product/getPageNum"))).isEqualTo("2007");
        assertThat(simulator.get("/jd/api/product/getPageNum").status()).isEqualTo(405);
        assertThat(simulator.post("/jd/api/product/nothing", "text/plain", "").status())
                .isEqualTo(404);
    }

    @Test
    void theGoods_canBeReadInAllTheirShapes() {
        JsonNode pools = jd.call("product/getPageNum").path("result");
        assertThat(pools.get(0).path("page_num").stringValue()).isEqualTo("10001");
        JsonNode page = jd.call("product/getSkuByPage", Map.of("pageNum", "10001", "pageNo", "2"))
                .path("result");
        assertThat(page.path("pageCount").intValue()).isEqualTo(2);
        assertThat(page.path("skuIds").size()).isEqualTo(10);
        assertThat(jd.call("product/getSku", Map.of("pageNum", "10002"))
                        .path("result")
                        .stringValue())
                .contains(",")
                .contains("100012045381");
        String lamp = String.valueOf(JdCaller.LAMP);
        assertThat(jd.call("product/getDetail", Map.of("sku", lamp))
                        .path("result")
                        .path("brandName")
                        .stringValue())
                .isEqualTo("启明");
        JsonNode price = jd.call("price/getSellPrice", Map.of("sku", lamp + ",999", "queryExts", "Price,marketPrice"))
                .path("result");
        assertThat(price.size()).isEqualTo(1);
        assertThat(price.get(0).path("price").decimalValue()).isEqualByComparingTo("159");
        JsonNode stock = jd.call(
                "stock/getNewStockById",
                Map.of("skuNums", "[{\"skuId\":" + lamp + ",\"num\":211}]", "area", "19_1607_3638"));
        assertThat(stock.path("result").isString()).isTrue();
        assertThat(jd.inText(stock).get(0).path("stockStateId").intValue()).isEqualTo(34);
        JsonNode limit = jd.call(
                "product/checkAreaLimit",
                Map.of("skuIds", "100012043938", "province", "26", "city", "3970", "county", "24395", "town", "0"));
        assertThat(jd.inText(limit).get(0).path("isAreaRestrict").booleanValue())
                .isTrue();
        assertThat(jd.call("product/skuImage", Map.of("sku", lamp))
                        .path("result")
                        .path(lamp)
                        .size())
                .isEqualTo(3);
        String tooMany = String.join(",", java.util.Collections.nCopies(101, lamp));
        assertThat(code(jd.call("product/skuState", Map.of("sku", tooMany)))).isEqualTo("1003");
    }

    @Test
    void addresses_areFoundByNameAndByText() {
        assertThat(jd.call("area/getProvince").path("result").path("广东").intValue())
                .isEqualTo(19);
        assertThat(jd.call("area/getTown", Map.of("id", "3638"))
                        .path("result")
                        .path("粤海街道")
                        .intValue())
                .isEqualTo(62961);
        assertThat(code(jd.call("area/getTown", Map.of("id", "3640")))).isEqualTo("0010");
        JsonNode found = jd.call("area/getJDAddressFromAddress", Map.of("address", "广东省深圳市南山区粤海街道科技园"))
                .path("result");
        assertThat(found.path("townId").intValue()).isEqualTo(62961);
    }

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
    void whatIsNotDeleted_comesAgain_andOnlyWantedTypesCome() {
        simulator.put("/jd/control/goods/" + JdCaller.LAMP, "{\"priceFen\":15000,\"onShelf\":false,\"pools\":[10002]}");
        List<Integer> types = new ArrayList<>();
        JsonNode first = jd.call("message/get").path("result");
        first.forEach(each -> types.add(each.path("type").intValue()));
        assertThat(types).containsExactly(2, 4, 6, 6);
        assertThat(first.get(2).path("result").toString())
                .isEqualTo("{\"skuId\":" + JdCaller.LAMP + ",\"page_num\":10001,\"state\":2}");
        assertThat(jd.call("message/get").path("result")).isEqualTo(first);
        JsonNode shelf = jd.call("message/get", Map.of("type", "4,25")).path("result");
        assertThat(shelf.size()).isEqualTo(1);
        Map<String, String> ids = Map.of(
                "id",
                String.join(
                        ",",
                        first.valueStream()
                                .map(each -> each.path("id").asString())
                                .toList()));
        assertThat(jd.call("message/del", ids).path("result").booleanValue()).isTrue();
        assertThat(jd.call("message/del", ids).path("result").booleanValue()).isTrue();
        assertThat(jd.call("message/get").path("result").size()).isZero();
    }

    @Test
    void timeoutAfterSuccess_madeTheOrder_andTheLookUpFindsIt() {
        order(MOBILE, "[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\",\"millis\":0,\"count\":1}]");
        submitsInVain(lamps(1));
        JsonNode found = lookUp();
        assertThat(found.path("success").booleanValue()).isTrue();
        assertThat(code(jd.order(lamps(1)))).isEqualTo("0008");
    }

    @Test
    void timeoutBefore_madeNothing_andTheSameNumberMayComeAgain() {
        order(String.valueOf(JdCaller.LAMP), "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
        submitsInVain(lamps(1));
        assertThat(lookUp().path("success").booleanValue()).isFalse();
        assertThat(code(jd.order(lamps(1)))).isEqualTo("0001");
    }

    @Test
    void madeLate_isNotFoundAtFirst_andThenItIs() {
        simulator.put("/clock", "{\"scale\":1000}");
        order("fen-15900", "[{\"kind\":\"MADE_LATE\",\"millis\":600000,\"count\":1}]");
        submitsInVain(lamps(1));
        assertThat(lookUp().path("success").booleanValue()).isFalse();
        await().until(() -> lookUp().path("success").booleanValue());
    }

    @Test
    void code3058_mayOrMayNotHaveMadeTheOrder() {
        order(MOBILE, "[{\"kind\":\"UNCERTAIN\",\"made\":true,\"count\":1}]");
        assertThat(code(jd.order(lamps(1)))).isEqualTo("3058");
        assertThat(lookUp().path("success").booleanValue()).isTrue();
        order(MOBILE, "[{\"kind\":\"UNCERTAIN\",\"made\":false,\"count\":1}]");
        assertThat(code(jd.order(with(lamps(1), "thirdOrder", mine + "b")))).isEqualTo("3058");
        assertThat(jd.call("order/selectJdOrderIdByThirdOrder", Map.of("thirdOrder", mine + "b"))
                        .path("success")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void orderedRefusals_actOnceEach_andNeverHideAProtocolError() {
        order(
                MOBILE,
                "[{\"kind\":\"REFUSE\",\"code\":\"3051\",\"count\":1},{\"kind\":\"REFUSE\",\"code\":\"5001\",\"count\":1}]");
        assertThat(code(jd.order(with(lamps(1), "email", "")))).isEqualTo("1001");
        assertThat(code(jd.order(lamps(1)))).isEqualTo("3051");
        assertThat(code(jd.order(lamps(1)))).isEqualTo("5001");
        assertThat(code(jd.order(lamps(1)))).isEqualTo("0001");
    }

    @Test
    void aLostConfirmation_wasTaken_andAskingAgainSaysSo() {
        long id = reserved(lamps(1));
        order(MOBILE, "[{\"kind\":\"STEP_TIMEOUT_AFTER_SUCCESS\",\"millis\":0,\"count\":1}]");
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> http.send(
                            jd.request("order/confirmOrder", Map.of("jdOrderId", String.valueOf(id)))
                                    .build(),
                            BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(code(jd.confirm(id))).isEqualTo("3103");
    }

    @Test
    void aReturn_goesItsSteps_andTheRefundEndsInTheBalance() {
        long id = confirmed(lamps(2));
        Map<String, String> pieces = Map.of("param", "{\"jdOrderId\":" + id + ",\"skuId\":" + JdCaller.LAMP + "}");
        assertThat(code(jd.call("afterSale/getAvailableNumberComp", pieces))).isEqualTo("6005");
        awaitMessage(5, "orderId", id);
        assertThat(jd.call("afterSale/getAvailableNumberComp", pieces)
                        .path("result")
                        .intValue())
                .isEqualTo(2);
        assertThat(jd.call("afterSale/getCustomerExpectComp", pieces)
                        .path("result")
                        .get(0)
                        .path("code")
                        .stringValue())
                .isEqualTo("10");
        long money = balance();
        assertThat(code(jd.call("afterSale/createAfsApply", application(id, 3))))
                .isEqualTo("6010");
        assertThat(code(jd.call("afterSale/createAfsApply", application(id, 1))))
                .isEqualTo("0000");
        assertThat(jd.call("afterSale/getAvailableNumberComp", pieces)
                        .path("result")
                        .intValue())
                .isEqualTo(1);
        long service =
                list(id).path("serviceInfoList").get(0).path("afsServiceId").longValue();
        await().until(() ->
                detail(service).path("allowOperations").valueStream().anyMatch(each -> each.intValue() == 2));
        assertThat(code(jd.call("afterSale/updateSendSku", Map.of("param", "{\"afsServiceId\":" + service + "}"))))
                .isEqualTo("1002");
        assertThat(
                        code(
                                jd.call(
                                        "afterSale/updateSendSku",
                                        Map.of(
                                                "param",
                                                "{\"afsServiceId\":" + service
                                                        + ",\"freightMoney\":8,\"expressCompany\":\"顺丰\",\"deliverDate\":\"2026-01-02\",\"expressCode\":\"SF1\"}"))))
                .isEqualTo("0000");
        await().until(() -> detail(service).path("afsServiceStep").intValue() == 40);
        assertThat(balance()).isEqualTo(money + 15900);
        JsonNode finance = detail(service).path("serviceFinanceDetailInfoDTOs").get(0);
        assertThat(finance.path("status").intValue()).isEqualTo(1);
        assertThat(finance.path("refundPrice").decimalValue()).isEqualByComparingTo("159");
        assertThat(code(jd.call("afterSale/confirmAfsOrder", Map.of("param", "{\"afsServiceId\":" + service + "}"))))
                .isEqualTo("0000");
        assertThat(detail(service).path("afsServiceStep").intValue()).isEqualTo(50);
    }

    @Test
    void anApplication_canBeRefusedOrTakenBack() {
        order(MOBILE, "[{\"kind\":\"AFTER_SALE_REFUSED\",\"count\":1}]");
        long id = confirmed(lamps(1));
        awaitMessage(5, "orderId", id);
        long money = balance();
        jd.call("afterSale/createAfsApply", application(id, 1));
        await().until(() -> step(id, 0) == 20);
        jd.call("afterSale/createAfsApply", application(id, 1));
        long second =
                list(id).path("serviceInfoList").get(1).path("afsServiceId").longValue();
        assertThat(code(jd.call(
                        "afterSale/auditCancel",
                        Map.of("param", "{\"serviceIdList\":[" + second + "],\"approveNotes\":\"不退了\"}"))))
                .isEqualTo("0000");
        assertThat(step(id, 1)).isEqualTo(60);
        assertThat(balance()).isEqualTo(money);
    }

    private static int step(long order, int n) {
        return list(order).path("serviceInfoList").get(n).path("afsServiceStep").intValue();
    }

    private static Map<String, String> application(long order, int num) {
        return Map.of(
                "param",
                "{\"jdOrderId\":" + order
                        + ",\"customerExpect\":10,\"questionDesc\":\"灯不亮\",\"asCustomerDto\":{\"customerName\":\"王\"},"
                        + "\"asPickwareDto\":{\"pickwareType\":40},\"asReturnwareDto\":{\"returnwareType\":10},"
                        + "\"asDetailDto\":{\"skuId\":" + JdCaller.LAMP + ",\"skuNum\":" + num + "}}");
    }

    private static JsonNode list(long order) {
        return jd.call(
                        "afterSale/getServiceListPage",
                        Map.of("param", "{\"jdOrderId\":" + order + ",\"pageSize\":10,\"pageIndex\":1}"))
                .path("result");
    }

    private static JsonNode detail(long service) {
        return jd.call(
                        "afterSale/getServiceDetailInfo",
                        Map.of("param", "{\"afsServiceId\":" + service + ",\"appendInfoSteps\":[1,2,3,4,5]}"))
                .path("result");
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
