package io.jiaxiao.gateway.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;

/**
 * The routes in force. A file of overrides, in the form of {@code application.yml}, is looked at every two seconds, so
 * that limits, breakers and routes change without a restart (requirement G1). A file with a mistake changes nothing.
 */
@Component
public class LiveRoutes {

    private static final Logger log = LoggerFactory.getLogger(LiveRoutes.class);
    private static final long LOOK_EVERY_MILLIS = 2_000;

    private final ConfigurableEnvironment environment;
    private final Path overrides;
    private volatile Routes current;
    private volatile Version seen = Version.NONE;

    LiveRoutes(
            RouteTable table,
            ConfigurableEnvironment environment,
            @Value("${jiaxiao.gateway-overrides}") Path overrides,
            ScheduledExecutorService housekeeping) {
        this.current = new Routes(table);
        this.environment = environment;
        this.overrides = overrides;
        look();
        housekeeping.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    public Routes current() {
        return current;
    }

    private void look() {
        try {
            Version now = Version.of(overrides);
            if (now.equals(seen)) {
                return;
            }
            seen = now;
            current = new Routes(read(now));
            log.info("routes, limits and breakers are read again from {}", overrides);
        } catch (IOException | RuntimeException e) {
            log.error("{} is not used, what was in force stays: {}", overrides, reason(e));
        }
    }

    private RouteTable read(Version version) throws IOException {
        List<PropertySource<?>> sources = new ArrayList<>();
        if (!version.equals(Version.NONE)) {
            sources.addAll(new YamlPropertySourceLoader().load("gateway-overrides", new FileSystemResource(overrides)));
        }
        environment.getPropertySources().forEach(sources::add);
        return new Binder(ConfigurationPropertySources.from(sources), new PropertySourcesPlaceholdersResolver(sources))
                .bind("jiaxiao.gateway", RouteTable.class)
                .get();
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    private record Version(long modified, long size) {

        static final Version NONE = new Version(-1, -1);

        static Version of(Path file) throws IOException {
            if (!Files.isRegularFile(file)) {
                return NONE;
            }
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(attributes.lastModifiedTime().toMillis(), attributes.size());
        }
    }
}
