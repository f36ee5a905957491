package io.jiaxiao.roster.signin.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,192.0.2.7",
        "2001:db8:1:2:3:4:5:6,2001:db8:1:2::/64",
        "2001:DB8:1:2::1,2001:db8:1:2::/64",
        "2001:db8::1,2001:db8:0:0::/64",
        "::1,0:0:0:0::/64",
        "::ffff:192.0.2.7,::ffff:192.0.2.7"
    })
    void aNetworkStandsForItsCustomer(String address, String network) {
        assertThat(ClientAddress.network(address)).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "<script>", "1", "a very long text that is no address at all, no really not"})
    void whatIsNoAddress_isUnknown(String text) {
        assertThat(ClientAddress.network(text)).isEqualTo(ClientAddress.UNKNOWN);
    }
}
