package io.jiaxiao.starter.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;
import org.springframework.jdbc.core.StatementCreatorUtils;

/**
 * Puts {@code jiaxiao-defaults.properties} behind everything else, so that any service or operator can override a line; and
 * sets what Spring does not look for there.
 */
public final class PlatformDefaults implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            environment
                    .getPropertySources()
                    .addLast(new ResourcePropertySource(
                            "jiaxiao-defaults", new ClassPathResource("jiaxiao-defaults.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException("jiaxiao-defaults.properties is missing from the starter", e);
        }
        // Asked which type a null has, MySQL's driver throws.
        SpringProperties.setFlag(StatementCreatorUtils.IGNORE_GETPARAMETERTYPE_PROPERTY_NAME);
    }
}
