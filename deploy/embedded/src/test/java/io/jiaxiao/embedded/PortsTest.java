package io.jiaxiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void anOffsetMovesEveryPort() {
        assertThat(Ports.offset(100)).isEqualTo(new Ports(13406, 16479, 19976, 21011, 18948));
        assertThat(Ports.offset(0)).isEqualTo(Ports.DEFAULT);
    }

    @Test
    void aPortSomebodyListensOn_isNotFree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void freePorts_areFreeWithTheirNeighboursAndAwayFromThePlatformsOwn() {
        Ports ports = Ports.free();

        assertThat(ports.broker() - 2).matches(Ports::isFree);
        assertThat(ports.nacos() + 1000).matches(Ports::isFree);
        assertThat(ports.nacos() - 1000).isGreaterThan(Ports.DEFAULT.broker());
    }
}
