package io.jiaxiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.api.naming.NamingFactory;
import com.alibaba.nacos.api.naming.NamingService;
import com.alibaba.nacos.api.naming.pojo.Instance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NacosServerIT {

    @TempDir
    private static Path home;

    private static ServerUnderTest<NacosServer> nacos;

    @BeforeAll
    static void start() {
        nacos = new ServerUnderTest<>(home, ServerUnderTest.servers(home).nacos());
    }

    @AfterAll
    static void stop() {
        nacos.close();
    }

    @Test
    void aServiceThatRegisters_isFoundByAnother_andAgainAfterAKillWithoutBeingTouched() throws Exception {
        NamingService service = client();
        NamingService caller = client();
        try {
            service.registerInstance("roster-service", "127.0.0.1", 8101);
            awaitPorts(caller, "roster-service", 8101);

            nacos.killAndStartAgain();
            awaitPorts(caller, "roster-service", 8101);
            NamingService newcomer = client();
            awaitPorts(newcomer, "roster-service", 8101);
            newcomer.shutDown();

            service.deregisterInstance("roster-service", "127.0.0.1", 8101);
            awaitPorts(caller, "roster-service");
        } finally {
            service.shutDown();
            caller.shutDown();
        }
    }

    @Test
    void aServiceThatEndsWithoutAWord_isForgotten() throws Exception {
        NamingService service = client();
        NamingService caller = client();
        try {
            service.registerInstance("message-service", "127.0.0.1", 8102);
            awaitPorts(caller, "message-service", 8102);
            service.shutDown();
            awaitPorts(caller, "message-service");
        } finally {
            caller.shutDown();
        }
    }

    @Test
    void itListensOnLoopbackOnly_andEndsWhenAsked() throws IOException {
        nacos.assertOnLoopbackOnly();
        nacos.stopAndStartAgain();
    }

    private static void awaitPorts(NamingService client, String service, Integer... ports) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreException(NacosException.class)
                .untilAsserted(() -> assertThat(ports(client, service)).containsExactly(ports));
    }

    private static List<Integer> ports(NamingService client, String service) throws NacosException {
        return client.selectInstances(service, true).stream()
                .map(Instance::getPort)
                .toList();
    }

    private static NamingService client() throws NacosException {
        Properties properties = new Properties();
        properties.setProperty("serverAddr", nacos.server.address());
        return NamingFactory.createNamingService(properties);
    }
}
