package io.jiaxiao.starter.observability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.apache.rocketmq.logging.ch.qos.logback.classic.LoggerContext;
import org.apache.rocketmq.logging.ch.qos.logback.classic.joran.JoranConfigurator;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class LibraryLogsTest {

    @Test
    void bothClients_areToldToUseTheServicesLog() {
        new LibraryLogs().postProcessEnvironment(new MockEnvironment(), new SpringApplication());

        assertThat(System.getProperty("nacos.logging.default.config.enabled")).isEqualTo("false");
        String config = System.getProperty("rmq.logback.configurationFile");
        assertThat(getClass().getClassLoader().getResource(config)).isNotNull();
    }

    @Test
    void whatRocketMqSays_arrivesInTheServicesLog_withItsException_andNothingBelowWarning() throws Exception {
        LoggerContext rocketMq = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(rocketMq);
        configurator.doConfigure(getClass().getClassLoader().getResource("rocketmq-client-logging.xml"));
        Logger service = (Logger) LoggerFactory.getLogger("rocketmq");
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        service.addAppender(seen);
        try {
            IllegalStateException cause = new IllegalStateException("broker away");
            var client = rocketMq.getLogger("RocketmqClient");
            client.info("chatter");
            client.warn("cannot reach {}", "127.0.0.1", cause);
            client.error("gave up");

            assertThat(seen.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("cannot reach 127.0.0.1", "gave up");
            assertThat(seen.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.ERROR);
            assertThat(seen.list)
                    .extracting(ILoggingEvent::getLoggerName)
                    .isEqualTo(List.of("rocketmq.RocketmqClient", "rocketmq.RocketmqClient"));
            assertThat(seen.list.getFirst().getThrowableProxy().getMessage()).isEqualTo("broker away");
        } finally {
            service.detachAppender(seen);
        }
    }
}
