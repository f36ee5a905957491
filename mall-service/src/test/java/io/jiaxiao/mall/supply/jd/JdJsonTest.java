package io.jiaxiao.mall.supply.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.mall.supply.ChannelUnavailableException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JdJsonTest {

    private static JsonNode read(String json) {
        return JdJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aResult_mayBeAnObjectOrATextWithOneInIt_andItsKeysMayHaveSpaces() {
        assertThat(JdJson.unpacked(read("{\"result\":{\" orderId\":7}}").path("result"))
                        .path("orderId")
                        .asInt())
                .isEqualTo(7);
        assertThat(JdJson.unpacked(read("{\"result\":\"{\\\" orderId\\\":7}\"}").path("result"))
                        .path("orderId")
                        .asInt())
                .isEqualTo(7);
        assertThat(JdJson.unpacked(read("{\"result\":\"[not json\"}").path("result"))
                        .stringValue())
                .isEqualTo("[not json");
    }

    @Test
    void amounts_areWholeFen_orNone() {
        JsonNode node =
                read("{\"a\":59.90,\"b\":\"59.9\",\"c\":1e3,\"d\":0.001,\"e\":null,\"f\":-1,\"g\":\"-0.50\",\"h\":{}}");
        assertThat(JdJson.fen(node.path("a"))).isEqualTo(5990);
        assertThat(JdJson.fen(node.path("b"))).isEqualTo(5990);
        assertThat(JdJson.fen(node.path("c"))).isEqualTo(100_000);
        assertThat(JdJson.fen(node.path("d"))).isEqualTo(-1);
        assertThat(JdJson.fen(node.path("e"))).isEqualTo(-1);
        assertThat(JdJson.fen(node.path("f"))).isEqualTo(-1);
        assertThat(JdJson.signedFen(node.path("g"))).isEqualTo(-50);
        assertThatThrownBy(() -> JdJson.signedFen(node.path("h"))).isInstanceOf(ChannelUnavailableException.class);
    }

    @Test
    void anOrder_isTheSame_whetherFlatOrSplit() {
        JdOrder flat = JdOrder.read(
                        read(
                                "{\"pOrder\":0,\"jdOrderId\":9,\"state\":0,\"submitState\":1,\"orderState\":1,\"orderPrice\":20,"
                                        + "\"freight\":6,\"sku\":[{\"skuId\":1,\"num\":2,\"type\":0},{\"skuId\":5,\"num\":1,\"type\":2}]}"))
                .orElseThrow();
        JdOrder split = JdOrder.read(
                        read(
                                "{\"pOrder\":{\"jdOrderId\":\"9\",\"orderPrice\":\"20.00\",\"freight\":6.0,\"sku\":[{\"skuId\":1,\"num\":2}]},"
                                        + "\"cOrder\":[{\"pOrder\":9,\"jdOrderId\":10,\"state\":1,\"sku\":[{\"skuId\":1,\"num\":1}]},{\"pOrder\":9,\"jdOrderId\":11,\"state\":2,\"orderState\":0}]}"))
                .orElseThrow();
        assertThat(flat.skus()).isEqualTo(split.skus()).containsEntry("1", 2).hasSize(1);
        assertThat(flat.costFen()).isEqualTo(split.costFen()).isEqualTo(2600);
        assertThat(flat.confirmed() && split.confirmed()).isTrue();
        assertThat(flat.parts()).containsExactly(new JdOrder.Part("9", 0, true, 2));
        assertThat(split.parts())
                .containsExactly(new JdOrder.Part("10", 1, true, 1), new JdOrder.Part("11", 2, false, 0));
        assertThat(JdOrder.read(read("{}"))).isEmpty();
    }

    @Test
    void anUnknownCode_isBelievedToMeanNothing_andKnownRefusalsAreSorted() {
        assertThat(JdCodes.isUncertain("9999")).isTrue();
        assertThat(JdCodes.isUncertain("3058")).isTrue();
        assertThat(JdCodes.isUncertain("5001")).isTrue();
        assertThat(JdCodes.isUncertain("3008")).isFalse();
        assertThat(JdCodes.mayBeSentAgain("3051")).isTrue();
        assertThat(JdCodes.isPermanent("3008")).isTrue();
        assertThat(JdCodes.isPermanent("3017")).isFalse();
    }
}
