package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What can go wrong on the way to JD and back. */
class JdFaultsIT extends JdFixture {

    @Test
    void timeoutAfterSuccess_madeTheOrder_andTheLookUpFindsIt() {
        order(MOBILE, "[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\",\"millis\":0,\"count\":1}]");
        inVain("order/submitOrder", lamps(1));
        JsonNode found = lookUp();
        assertThat(found.path("success").booleanValue()).isTrue();
        assertThat(code(jd.order(lamps(1)))).isEqualTo("0008");
    }

    @Test
    void timeoutBefore_madeNothing_andTheSameNumberMayComeAgain() {
        order(String.valueOf(JdCaller.LAMP), "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
        inVain("order/submitOrder", lamps(1));
        assertThat(lookUp().path("success").booleanValue()).isFalse();
        assertThat(code(jd.order(lamps(1)))).isEqualTo("0001");
    }

    @Test
    void madeLate_isNotFoundAtFirst_andThenItIs() {
        simulator.put("/clock", "{\"scale\":1000}");
        order("fen-15900", "[{\"kind\":\"MADE_LATE\",\"millis\":600000,\"count\":1}]");
        inVain("order/submitOrder", lamps(1));
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
        inVain("order/confirmOrder", Map.of("jdOrderId", String.valueOf(id)));
        assertThat(code(jd.confirm(id))).isEqualTo("3103");
    }
}
