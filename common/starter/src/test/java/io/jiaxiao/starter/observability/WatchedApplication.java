package io.jiaxiao.starter.observability;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** A small service with a neighbour that is down, an open edge, and a collector that keeps what it gets. */
@SpringBootApplication(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "com.baomidou.mybatisplus.autoconfigure.MybatisPlusAutoConfiguration",
            "io.jiaxiao.starter.pii.PiiAutoConfiguration",
            "io.jiaxiao.starter.security.SecurityAutoConfiguration",
            "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration"
        })
class WatchedApplication {

    private static final Logger log = LoggerFactory.getLogger(WatchedApplication.class);

    @Bean
    SecurityFilterChain open(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    HealthIndicator neighbourHealth() {
        return () -> Health.down().build();
    }

    @Bean
    SpanStore spanStore() {
        return new SpanStore(new CopyOnWriteArrayList<>());
    }

    @Bean
    SpanExporter collector(SpanStore store) {
        return new Collector(store);
    }

    /** What the collector was sent. */
    record SpanStore(List<SpanData> all) {}

    private record Collector(SpanStore store) implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> exported) {
            store.all().addAll(exported);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @RestController
    static class Edge {

        private final RestClient http;

        Edge(RestClient.Builder http) {
            this.http = http.build();
        }

        @GetMapping("/children/{id}")
        Map<String, String> child(@PathVariable String id, @RequestParam String mobile) {
            log.info("asked for {} by {}", id, mobile);
            return Map.of("id", id);
        }

        /** What a callee gets of our trace. */
        @GetMapping("/echo")
        String echo(@RequestHeader String traceparent) {
            return traceparent;
        }

        @GetMapping("/calls")
        String calls(@RequestParam int port) {
            return ""
                    + http.get()
                            .uri("http://127.0.0.1:" + port + "/echo?mobile=13812340000")
                            .retrieve()
                            .body(String.class);
        }

        /** As 云MAS is given its address: a part of the path is the only secret. */
        @GetMapping("/callback/mas/{token}/reports")
        String reports(@PathVariable String token) {
            throw new IllegalStateException("no such message");
        }

        @GetMapping("/fails")
        String fails() {
            throw new IllegalStateException("no child of 13812340000");
        }
    }
}
