package io.jiaxiao.embedded.nacos;

import com.alibaba.nacos.core.code.ControllerMethodsCache;
import com.alibaba.nacos.core.remote.grpc.GrpcClusterServer;
import com.alibaba.nacos.core.remote.grpc.GrpcSdkServer;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.HttpEncodingAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Nacos' naming service. Argument: its HTTP port; clients use the gRPC port 1000 above it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class,
    WebMvcAutoConfiguration.class
})
@ComponentScan(
        basePackages = "com.alibaba.nacos",
        excludeFilters = {
            // Applications of single modules, which would configure everything that is found, sign-in included.
            @Filter(type = FilterType.REGEX, pattern = "com\\.alibaba\\.nacos\\.\\w+\\.\\w+App"),
            @Filter(
                    type = FilterType.ASSIGNABLE_TYPE,
                    classes = {GrpcSdkServer.class, GrpcClusterServer.class})
        })
@Import(LoopbackGrpcServer.class)
@EnableScheduling
public class NacosLauncher {

    private final ControllerMethodsCache methods;

    NacosLauncher(ControllerMethodsCache methods) {
        this.methods = methods;
    }

    public static void main(String[] arguments) throws IOException {
        System.setProperty("nacos.standalone", "true");
        settingsBesideTheData();
        // Nacos asks for it before Spring Boot has read application.properties.
        System.setProperty("logging.config", "classpath:io/jiaxiao/embedded/nacos/logging.xml");
        SpringApplication.run(NacosLauncher.class, "--server.port=" + arguments[0]);
    }

    /**
     * Nacos reads them from a file, and Spring Boot from the same; in the jar they have another name, since every
     * service tested with this jar on its class path would take an application.properties for its own.
     */
    private static void settingsBesideTheData() throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("nacos.home"), "conf"));
        try (InputStream settings = NacosLauncher.class.getResourceAsStream("nacos.properties")) {
            Files.copy(
                    Objects.requireNonNull(settings),
                    folder.resolve("application.properties"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        System.setProperty("spring.config.additional-location", "file:" + folder + "/");
    }

    /** Nacos counts into it and warns when it is not there; nobody reads it here. */
    @Bean
    PrometheusMeterRegistry metrics() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    /** The console, which we leave out, is what usually does this; without it every request is answered with 501. */
    @EventListener(ContextRefreshedEvent.class)
    void announceControllers() {
        methods.initClassMethod("com.alibaba.nacos.core.controller");
        methods.initClassMethod("com.alibaba.nacos.naming.controllers");
    }
}
