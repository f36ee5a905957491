package io.jiaxiao.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.gateway.route.Cidr;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {

    private final ClientAddress behindProxies = new ClientAddress(List.of(Cidr.of("10.0.0.0/8"), Cidr.of("127.0.0.1")));

    @Test
    void whoIsNotATrustedProxy_speaksOnlyForItself() {
        assertThat(of(new ClientAddress(List.of()), "8.8.8.8", "1.2.3.4")).isEqualTo("8.8.8.8");
        assertThat(of(behindProxies, "8.8.8.8", "1.2.3.4")).isEqualTo("8.8.8.8");
    }

    @Test
    void aTrustedProxyNamesItsCaller() {
        assertThat(of(behindProxies, "10.0.0.1", "1.2.3.4")).isEqualTo("1.2.3.4");
        assertThat(of(behindProxies, "10.0.0.1", "2001:db8::7")).isEqualTo("2001:db8:0:0:0:0:0:7");
    }

    @Test
    void whatACallerPutInFrontOfIt_isNotBelieved() {
        assertThat(of(behindProxies, "10.0.0.1", "6.6.6.6, 1.2.3.4")).isEqualTo("1.2.3.4");
        assertThat(of(behindProxies, "10.0.0.1", "6.6.6.6, 1.2.3.4, 10.9.9.9")).isEqualTo("1.2.3.4");
        assertThat(of(behindProxies, "10.0.0.1", "6.6.6.6", "1.2.3.4")).isEqualTo("1.2.3.4");
    }

    @Test
    void nonsenseEndsTheSearch() {
        assertThat(of(behindProxies, "10.0.0.1", "1.2.3.4, unknown")).isEqualTo("10.0.0.1");
        assertThat(of(behindProxies, "10.0.0.1", "")).isEqualTo("10.0.0.1");
        assertThat(of(behindProxies, "10.0.0.1", "localhost")).isEqualTo("10.0.0.1");
        assertThat(of(behindProxies, "10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void anIpV6SubscriberCannotBecomeManyCallers() {
        assertThat(key("2001:db8:1:2:3::1")).isEqualTo(key("2001:db8:1:2:ffff::9"));
        assertThat(key("2001:db8:1:2::1")).isNotEqualTo(key("2001:db8:1:3::1"));
        assertThat(key("1.2.3.4")).isEqualTo("1.2.3.4");
    }

    private static String key(String address) {
        return ClientAddress.limitKey(InetAddress.ofLiteral(address));
    }

    private static String of(ClientAddress addresses, String peer, String... forwarded) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        for (String line : forwarded) {
            request.addHeader("X-Forwarded-For", line);
        }
        return addresses.of(request).getHostAddress();
    }
}
