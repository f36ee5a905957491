package io.jiaxiao.starter.ids;

import com.baomidou.mybatisplus.core.incrementer.IdentifierGenerator;
import java.time.Clock;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link Ids} for a service with a database; MyBatis-Plus numbers its new rows with it. */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(IdsProperties.class)
public class IdsAutoConfiguration {

    private static final int QUERY_TIMEOUT_SECONDS = 5;

    /** By the machine's time, whatever calendar the service lives by: a jump of days is beyond every lease. */
    @Bean
    @ConditionalOnMissingBean
    Ids ids(DataSource dataSource, IdsProperties properties) {
        return leasedIds(dataSource, properties, Clock.systemUTC(), System::nanoTime);
    }

    static LeasedIds leasedIds(DataSource dataSource, IdsProperties properties, Clock clock, LongSupplier nanoTime) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        template.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
        WorkerLeases leases = new WorkerLeases(
                JdbcClient.create(template), clock, nanoTime, properties.lease(), properties.takeoverMargin());
        return new LeasedIds(new Snowflake(clock), leases, nanoTime, properties.renewEvery());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(IdentifierGenerator.class)
    static class MyBatisPlus {

        @Bean
        @ConditionalOnMissingBean
        IdentifierGenerator identifierGenerator(Ids ids) {
            return row -> ids.next();
        }
    }
}
