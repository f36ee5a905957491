package io.jiaxiao.starter.persistence;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;

/**
 * The service's schema. The platform's own tables have a migration history of their own, so that a later
 * platform script never collides with the numbering of a service's scripts.
 */
@AutoConfiguration(before = FlywayAutoConfiguration.class)
public class PersistenceAutoConfiguration {

    static final String PLATFORM_HISTORY = "platform_schema_history";

    /** Migrates the platform's tables, then the service's. Usable without Spring, by tests of the starter. */
    public static void migratePlatform(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .table(PLATFORM_HISTORY)
                .locations("classpath:db/platform")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .connectRetries(10)
                .load()
                .migrate();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnClass(FlywayMigrationStrategy.class)
    FlywayMigrationStrategy platformThenService() {
        return service -> {
            migratePlatform(service.getConfiguration().getDataSource());
            service.migrate();
        };
    }
}
