package io.jiaxiao.partners.recharge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CarrierTest {

    @Test
    void aNumberBelongsToTheCarrierOfItsSegment_andBroadcastNetNumbersToNone() {
        assertThat(Carrier.of("13900000001")).contains(Carrier.MOBILE);
        assertThat(Carrier.of("18600000001")).contains(Carrier.UNICOM);
        assertThat(Carrier.of("18900000001")).contains(Carrier.TELECOM);
        assertThat(Carrier.of("19200000001")).isEmpty();
        assertThat(Carrier.of("139")).isEmpty();
    }
}
