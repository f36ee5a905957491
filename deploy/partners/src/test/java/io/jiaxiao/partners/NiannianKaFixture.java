package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.partners.niannianka.CardRequest;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** 年年卡 as a platform asks it; each test has an order number and an account of its own. */
abstract class NiannianKaFixture extends SupplierFixture {

    static final String CARD = "20010001";

    final String orderNo = anOrderNo();
    final String number = aNumber();

    static int code(CardRequest request) {
        return ask(request).get("code").intValue();
    }

    /** The result, which the partner sends as a text. */
    static JsonNode result(CardRequest request) {
        JsonNode answer = ask(request);
        assertThat(answer.get("code").intValue()).as(answer.toString()).isZero();
        assertThat(CardRequest.isGenuine(answer)).isTrue();
        return JSON.readTree(answer.get("result").stringValue());
    }

    static String state(String order) {
        return result(CardRequest.info(order)).get("order_state").stringValue();
    }

    static long balanceFen() {
        String balance =
                result(CardRequest.of("user.info.get", Map.of())).get("balance").stringValue();
        return Long.parseLong(balance.replace(".", ""));
    }

    static List<String> callbackStates(String order) {
        return ear.about(order).stream()
                .map(heard -> JSON.readTree(heard.body()))
                .filter(CardRequest::isGenuine)
                .map(body -> body.get("order_status").stringValue())
                .toList();
    }
}
