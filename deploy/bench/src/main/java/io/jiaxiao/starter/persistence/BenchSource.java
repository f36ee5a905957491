package io.jiaxiao.starter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import io.jiaxiao.starter.defaults.PlatformDefaults;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Connections as the services have them, with the same settings of the driver, or a bench would measure another one. */
public final class BenchSource {

    private BenchSource() {}

    /**
     * @param server {@code jdbc:mysql://HOST:PORT}
     * @param schema whose user has its name
     */
    public static HikariDataSource open(String server, String schema, String password, int connections) {
        var settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(
                        new MapPropertySource("bench", Map.of("jiaxiao.db.url", server, "jiaxiao.db.schema", schema)));
        new PlatformDefaults().postProcessEnvironment(settings, new SpringApplication());
        var source = new HikariDataSource();
        source.setJdbcUrl(settings.getRequiredProperty("spring.datasource.url"));
        source.setUsername(schema);
        source.setPassword(password);
        source.setMaximumPoolSize(connections);
        source.setMinimumIdle(Math.min(connections, 4));
        source.setTransactionIsolation(settings.getRequiredProperty("spring.datasource.hikari.transaction-isolation"));
        return source;
    }
}
