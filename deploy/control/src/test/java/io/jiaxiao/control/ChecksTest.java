package io.jiaxiao.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.embedded.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChecksTest {

    @Test
    void aTakenPort_isNamedWithItsHolderAndAWayOut() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Checks.ports(List.of(planned("gateway", 100, taken.getLocalPort()))))
                    .isInstanceOf(CannotContinue.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + ", which gateway needs")
                    .hasMessageContaining("(pid " + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("JX_PORT_OFFSET=")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void aServerOnAllAddresses_takesThePortToo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> Checks.ports(List.of(planned("redis", 10, taken.getLocalPort()))))
                    .hasMessageContaining("(pid " + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void freePorts_areFine() {
        Ports free = Ports.free();

        assertThatCode(() -> Checks.ports(List.of(planned("mariadb", 10, free.mariaDb()))))
                .doesNotThrowAnyException();
    }

    @Test
    void tooLittleMemory_saysHowMuchThereIsAndHowMuchIsNeeded() {
        List<Checks.Planned> planned = List.of(planned("a", 500, 1), planned("b", 700, 2));

        assertThatThrownBy(() -> Checks.memory(planned, OptionalLong.of(1199)))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("1199 MB are free")
                .hasMessageContaining("about 1200 MB");
        assertThatCode(() -> Checks.memory(planned, OptionalLong.of(1200))).doesNotThrowAnyException();
        assertThatCode(() -> Checks.memory(planned, OptionalLong.empty())).doesNotThrowAnyException();
    }

    @Test
    void anOldJava_isRefused() {
        assertThatThrownBy(() -> Checks.java(21))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("Java 21")
                .hasMessageContaining("JX_JAVA_HOME");
        assertThatCode(() -> Checks.java(25)).doesNotThrowAnyException();
    }

    @Test
    void thisMachineTellsItsMemory() {
        assertThat(Memory.availableMiB().orElse(1)).isPositive();
        assertThat(Memory.residentMiB(ProcessHandle.current().pid()).orElse(1)).isPositive();
        assertThat(Memory.ownMiB(ProcessHandle.current().pid()).orElse(1))
                .isBetween(
                        1L,
                        Memory.mostResidentMiB(ProcessHandle.current().pid()).orElse(1));
    }

    private static Checks.Planned planned(String name, int memoryMiB, int port) {
        return new Checks.Planned(name, List.of(port), memoryMiB);
    }
}
