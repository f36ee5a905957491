package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Goods that go back to JD. */
class JdAfterSalesIT extends JdFixture {

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
}
