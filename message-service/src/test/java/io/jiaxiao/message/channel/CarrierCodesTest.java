package io.jiaxiao.message.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.message.channel.domain.CarrierCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarrierCodesTest {

    @ParameterizedTest
    @CsvSource({
        "DELIVRD, 已送达",
        "DB:0103, 手机已欠费",
        "MK:0024, 手机已关机",
        "MK:9999, 短信中心无法送达",
        "MI:0001, 短信中心超时未送达",
        "CA:0055, 网关处理失败"
    })
    void exactCodesComeBeforeTheirFamily(String code, String reason) {
        assertThat(CarrierCodes.reason(code)).contains(reason);
    }

    @Test
    void aCodeNobodyListsHasNoReason() {
        assertThat(CarrierCodes.reason("XX:1")).isEmpty();
        assertThat(CarrierCodes.reason("")).isEmpty();
    }

    @Test
    void onlyTwoWordsMeanDelivered() {
        assertThat(CarrierCodes.isDelivered("DELIVRD")).isTrue();
        assertThat(CarrierCodes.isDelivered("CM:0000")).isTrue();
        assertThat(CarrierCodes.isDelivered("delivrd")).isFalse();
        assertThat(CarrierCodes.isDelivered("UNDELIV")).isFalse();
    }
}
