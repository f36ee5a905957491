package io.jiaxiao.starter.observability;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The clients of Nacos and RocketMQ bring loggers of their own that write files into the home directory, past the
 * masking. Both are told, before their first class is loaded, to use the service's stream instead.
 */
public final class LibraryLogs implements EnvironmentPostProcessor {

    private static final Map<String, String> SETTINGS = Map.of(
            "nacos.logging.default.config.enabled", "false",
            "rmq.logback.configurationFile", "rocketmq-client-logging.xml");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        SETTINGS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
