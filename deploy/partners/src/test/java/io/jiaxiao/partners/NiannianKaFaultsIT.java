package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.partners.niannianka.CardRequest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What can go wrong with an order at 年年卡, and with the callback about it. */
class NiannianKaFaultsIT extends NiannianKaFixture {

    @Test
    void aCallbackThatIsNotAnsweredWithTheWord_comesAgainUntilItIs() {
        ear.willAnswer(orderNo, "ok", "");
        result(CardRequest.mobile(orderNo, number, 10));
        await().until(() -> ear.about(orderNo).size() == 3);
        JsonNode pushes =
                simulator.get("/journal/summary?number=" + number).json().at("/pushes/callback");
        assertThat(pushes.get("WRONG_WORD").intValue()).isEqualTo(2);
        await().until(() -> simulator
                .get("/journal/summary?number=" + number)
                .json()
                .at("/pushes/callback")
                .has("ACKNOWLEDGED"));
    }

    @Test
    void afterATimeoutAfterSuccess_theQueryKnowsTheOrder_andAfterATimeoutBeforeItDoesNot() {
        order("niannianka", number, "[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\",\"millis\":0,\"count\":1}]");
        assertThatThrownBy(() -> code(CardRequest.mobile(orderNo, number, 10))).isInstanceOf(AssertionError.class);
        await().until(() -> state(orderNo).equals("success"));
        String never = anOrderNo();
        order("niannianka", number, "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
        assertThatThrownBy(() -> code(CardRequest.mobile(never, number, 10))).isInstanceOf(AssertionError.class);
        assertThat(code(CardRequest.info(never))).isEqualTo(3002);
    }

    @Test
    void ordersCanBeRefused_forWantOfBalance_andWithABareError() {
        order(
                "niannianka",
                number,
                "[{\"kind\":\"REFUSE\",\"code\":4711,\"message\":\"风控\",\"count\":1},{\"kind\":\"EMPTY_BALANCE\",\"count\":1},"
                        + "{\"kind\":\"HTTP_500\",\"count\":1},{\"kind\":\"QUERY_HTTP_500\",\"count\":1}]");
        assertThat(code(CardRequest.mobile(orderNo, number, 10))).isEqualTo(4711);
        assertThat(code(CardRequest.mobile(orderNo, number, 10))).isEqualTo(3003);
        assertThat(simulator
                        .post(
                                CardRequest.PATH,
                                "application/json",
                                CardRequest.mobile(orderNo, number, 10).body())
                        .status())
                .isEqualTo(500);
        assertThat(code(CardRequest.mobile(orderNo, number, 10))).isZero();
        assertThat(simulator
                        .post(
                                CardRequest.PATH,
                                "application/json",
                                CardRequest.info(orderNo).body())
                        .status())
                .isEqualTo(500);
        assertThat(code(CardRequest.info(orderNo))).isZero();
        assertThat(journal("niannianka", number).get(0).get("outcome").stringValue())
                .isEqualTo("4711");
    }

    @Test
    void aForgedCallback_saysTheOppositeUnderAForeignSign_andTheTrueOneFollowsTwice() {
        order("niannianka", number, "[{\"kind\":\"FORGED_CALLBACK\"},{\"kind\":\"DOUBLE_CALLBACK\"}]");
        result(CardRequest.mobile(orderNo, number, 10));
        await().until(() -> ear.about(orderNo).size() == 3);
        JsonNode forged = JSON.readTree(ear.about(orderNo).getFirst().body());
        assertThat(forged.get("order_status").stringValue()).isEqualTo("failed");
        assertThat(CardRequest.isGenuine(forged)).isFalse();
        assertThat(callbackStates(orderNo)).containsExactly("success", "success");
    }

    @Test
    void aLostCallback_neverComes_andALateOneComesLate() {
        String late = anOrderNo();
        String lateNumber = aNumber();
        order("niannianka", number, "[{\"kind\":\"LOSE_CALLBACK\"}]");
        order("niannianka", lateNumber, "[{\"kind\":\"LATE_CALLBACK\",\"millis\":300}]");
        result(CardRequest.mobile(orderNo, number, 10));
        result(CardRequest.mobile(late, lateNumber, 10));
        await().until(() -> state(late).equals("success"));
        assertThat(ear.about(late)).isEmpty();
        await().until(() -> ear.about(late).size() == 1);
        assertThat(state(orderNo)).isEqualTo("success");
        assertThat(ear.about(orderNo)).isEmpty();
    }

    @Test
    void kefeisOwnFaults_cannotBeOrderedHere() {
        assertThat(simulator
                        .put("/faults/niannianka/*", "[{\"kind\":\"UNCERTAIN\",\"then\":\"FAIL\"}]")
                        .status())
                .isEqualTo(400);
    }
}
