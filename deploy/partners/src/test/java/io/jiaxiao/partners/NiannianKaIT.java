package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.partners.niannianka.CardRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders of cards and recharges at 年年卡, and what it has. */
class NiannianKaIT extends NiannianKaFixture {

    @Test
    void anEnvelopeThatIsNotRight_isRefusedForItsOwnReason_andTheRefusalIsSigned() {
        CardRequest info = CardRequest.info(orderNo);
        assertThat(ask(CardRequest.info(orderNo).signedWith("wrong"))
                        .get("code")
                        .intValue())
                .isEqualTo(1003);
        assertThat(CardRequest.isGenuine(ask(CardRequest.info(orderNo).signedWith("wrong"))))
                .isTrue();
        assertThat(code(CardRequest.info(orderNo).with("app_key", "stranger"))).isEqualTo(1001);
        assertThat(code(CardRequest.info(orderNo).with("timestamp", "2024-01-02 03:04:05")))
                .isEqualTo(1002);
        assertThat(code(CardRequest.info(orderNo).with("timestamp", "2024-02-30 03:04:05")))
                .isEqualTo(1002);
        assertThat(code(CardRequest.of("order.nosuch.get", Map.of()))).isEqualTo(1004);
        assertThat(code(CardRequest.info(orderNo).with("biz_content", "[]"))).isEqualTo(1005);
        assertThat(code(CardRequest.info(orderNo).with("version", "1.0"))).isEqualTo(1000);
        assertThat(code(CardRequest.info(orderNo).without("app_auth_token"))).isEqualTo(1000);
        assertThat(simulator.post(CardRequest.PATH, "text/plain", info.body()).status())
                .isEqualTo(415);
        assertThat(code(info)).isEqualTo(3002);
    }

    @Test
    void aCardOrder_goesThroughItsStates_andTheCardsAreInTheQueryOnly() {
        order("niannianka", orderNo, "[{\"kind\":\"PROCESS_FOR\",\"millis\":400}]");
        long before = balanceFen();
        JsonNode taken = result(CardRequest.card(orderNo, CARD, 2));
        assertThat(taken.get("order_state").stringValue()).isEqualTo("untreated");
        assertThat(taken.has("cards")).isFalse();
        assertThat(before - balanceFen()).isEqualTo(2 * 4925);

        await().until(() -> state(orderNo).equals("processing"));
        assertThat(result(CardRequest.info(orderNo)).get("cards").size()).isZero();
        await().until(() -> state(orderNo).equals("success"));

        JsonNode info = result(CardRequest.info(orderNo));
        assertThat(info.get("order_price").stringValue()).isEqualTo("98.50");
        assertThat(info.get("cards").size()).isEqualTo(2);
        Set<String> cards = new HashSet<>();
        info.get("cards").forEach(card -> {
            assertThat(card.get("card_pwd").stringValue()).doesNotMatch("\\d+");
            assertThat(CardRequest.opened(card.get("card_pwd").stringValue())).matches("\\d{16}");
            cards.add(CardRequest.opened(card.get("card_number").stringValue()));
        });
        assertThat(cards).hasSize(2);
        assertThat(result(CardRequest.info(orderNo)).get("cards")).isEqualTo(info.get("cards"));

        await().until(() -> !ear.about(orderNo).isEmpty());
        SupplierFixture.Ear.Heard callback = ear.about(orderNo).getFirst();
        assertThat(callback.path()).isEqualTo("/callback/niannianka/" + Simulator.TOKEN);
        assertThat(JSON.readTree(callback.body()).propertyNames())
                .containsExactly(
                        "order_id",
                        "charge_finish_time",
                        "customer_order_no",
                        "order_status",
                        "recharge_description",
                        "product_id",
                        "price",
                        "buy_num",
                        "operator_serial_number",
                        "sign");
        assertThat(callbackStates(orderNo)).containsExactly("success");
    }

    @Test
    void theSameOrderNumberAgain_isItsOwnError_andNothingIsBoughtTwice() {
        result(CardRequest.card(orderNo, CARD, 1));
        long after = balanceFen();
        assertThat(code(CardRequest.card(orderNo, CARD, 1))).isEqualTo(3001);
        assertThat(code(CardRequest.mobile(orderNo, number, 10))).isEqualTo(3001);
        assertThat(balanceFen()).isEqualTo(after);
    }

    @Test
    void manyWithOneOrderNumberAtOnce_makeOneOrder() throws Exception {
        long before = balanceFen();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 16)
                    .mapToObj(n -> threads.submit(() -> code(CardRequest.card(orderNo, CARD, 1))))
                    .toList();
            int taken = 0;
            for (var each : asked) {
                taken += each.get() == 0 ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        }
        assertThat(before - balanceFen()).isEqualTo(4925);
    }

    @Test
    void theLastCard_isSoldOnce_andComesBackWhenTheOrderFails() {
        String last = "20090001";
        order("niannianka", last, "[{\"kind\":\"FAIL_AFTER_PROCESSING\",\"count\":1}]");
        long before = balanceFen();
        result(CardRequest.card(orderNo, last, 1));
        assertThat(code(CardRequest.card(anOrderNo(), last, 1))).isEqualTo(2003);
        assertThat(result(CardRequest.of("stock.check", Map.of("product_id", last, "buy_num", 1)))
                        .get("stock_status")
                        .stringValue())
                .isEqualTo("断货");
        await().until(() -> state(orderNo).equals("failed"));
        assertThat(balanceFen()).isEqualTo(before);
        assertThat(result(CardRequest.info(orderNo)).get("cards").size()).isZero();
        result(CardRequest.card(anOrderNo(), last, 1));
        await().until(() -> callbackStates(orderNo).equals(List.of("failed")));
    }

    @Test
    void theCatalogue_hasItsTwentyProducts_andWhatIsNotOnSaleIsRefused() {
        JsonNode all = result(CardRequest.of("goods.list.get", Map.of()));
        assertThat(all.size()).isGreaterThanOrEqualTo(20);
        JsonNode card = result(CardRequest.of("goods.info.get", Map.of("product_id", CARD)));
        assertThat(card.get("product_name").stringValue()).isEqualTo("京东E卡 50元");
        assertThat(card.get("face_value").stringValue()).isEqualTo("50.00");
        assertThat(card.get("purchase_price").stringValue()).isEqualTo("49.25");
        assertThat(code(CardRequest.card(orderNo, "99999999", 1))).isEqualTo(2001);
        assertThat(code(CardRequest.card(orderNo, "30010001", 1))).isEqualTo(2001);
        Map<String, ?> closed =
                Map.of("product_id", "30070001", "buy_num", 1, "customer_order_no", orderNo, "charge_account", "10001");
        assertThat(code(CardRequest.of("order.direct.add", closed))).isEqualTo(2002);
    }

    @Test
    void directMobileAndDataOrders_eachChargeTheirAccount() {
        String video = anOrderNo();
        String data = anOrderNo();
        result(CardRequest.of(
                "order.direct.add",
                Map.of(
                        "product_id",
                        "30010001",
                        "buy_num",
                        "1",
                        "customer_order_no",
                        video,
                        "charge_account",
                        "10001")));
        result(CardRequest.mobile(orderNo, number, 100));
        result(CardRequest.of(
                "order.data.add", Map.of("charge_phone", number, "charge_value", 1024, "customer_order_no", data)));
        for (String order : List.of(video, orderNo, data)) {
            await().until(() -> state(order).equals("success"));
        }
        JsonNode bill = result(CardRequest.info(orderNo));
        assertThat(bill.get("product_name").stringValue()).isEqualTo("移动话费100元");
        assertThat(bill.get("order_price").stringValue()).isEqualTo("99.50");
        assertThat(bill.get("charge_account").stringValue()).isEqualTo(number);
        assertThat(code(CardRequest.mobile(anOrderNo(), number, 33))).isEqualTo(1005);
        assertThat(code(CardRequest.mobile(anOrderNo(), "19200000001", 100))).isEqualTo(3004);
        assertThat(result(CardRequest.of("mobile.info.get", Map.of("phone", number)))
                        .get("sp")
                        .stringValue())
                .isEqualTo("移动");
        assertThat(result(CardRequest.of("mobile.maintain.check", Map.of("phone", number)))
                        .get("is_maintain")
                        .booleanValue())
                .isFalse();
    }
}
