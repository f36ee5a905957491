package io.jiaxiao.testkit.spring;

import io.jiaxiao.contracts.event.Topics;
import io.jiaxiao.testkit.servers.SharedServers;
import io.jiaxiao.testkit.servers.TestRedis;
import io.jiaxiao.testkit.servers.TestSchema;
import io.jiaxiao.testkit.servers.TestTopics;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/** Points a context at the shared servers, with everything in them its own. */
final class ServersForContext implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String hint = context.getEnvironment().getProperty("jiaxiao.db.schema", "test");
        TestSchema schema = TestSchema.create(hint);
        Map<String, Object> properties = new LinkedHashMap<>(TestSecrets.properties());
        properties.put("jiaxiao.db.url", schema.serverUrl());
        properties.put("jiaxiao.db.schema", schema.name());
        properties.put("jiaxiao.db.user", schema.user());
        properties.put("jiaxiao.db.password", schema.password());
        // a test may have its own way to Redis, such as a line it can cut
        String redis = context.getEnvironment().getProperty("jiaxiao.test.redis-url");
        properties.put("jiaxiao.redis.url", redis == null ? TestRedis.create() : redis);
        properties.put("jiaxiao.rocketmq.name-server", SharedServers.nameServer());
        properties.put("jiaxiao.rocketmq.prefix", TestTopics.create(Topics.ALL));
        properties.put("spring.cloud.nacos.discovery.enabled", "false");
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("shared test servers", properties));
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == context) {
                schema.close();
            }
        });
    }
}
