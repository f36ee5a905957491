package io.jiaxiao.starter.security;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.jiaxiao.kernel.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The smallest service there can be: an edge and nothing behind it. */
@SpringBootApplication(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "com.baomidou.mybatisplus.autoconfigure.MybatisPlusAutoConfiguration",
            "io.jiaxiao.starter.pii.PiiAutoConfiguration",
            "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration"
        })
class EdgeApplication {

    @Bean
    TestTokens testTokens() {
        return new TestTokens();
    }

    @Bean
    JWKSource<SecurityContext> keys(TestTokens tokens) {
        return new ImmutableJWKSet<>(tokens.published());
    }

    record Gift(@NotBlank @Size(max = 10) String name, @Max(9) int amount) {}

    @RestController
    static class Edge {

        @GetMapping("/api/v1/who")
        Map<String, Object> who(Caller caller) {
            return Map.of("id", caller.id(), "kind", caller.kind(), "roles", caller.roles());
        }

        @GetMapping({"/admin/v1/who", "/open/v1/who", "/internal/who"})
        Map<String, Object> others(Caller caller) {
            return Map.of("id", caller.id(), "kind", caller.kind());
        }

        @PostMapping("/api/v1/gifts")
        Gift give(@Valid @RequestBody Gift gift) {
            return gift;
        }

        @GetMapping("/api/v1/gifts/{id}")
        long one(@PathVariable long id, @RequestParam @Max(100) int size) {
            return id + size;
        }

        @GetMapping("/api/v1/failures/{kind}")
        String fail(@PathVariable String kind) {
            switch (kind) {
                case "refused" -> throw Refusal.conflict("CLASS_FULL", "班级已满").asException();
                case "busy" -> throw new TransientDataAccessResourceException("secret text");
                default -> throw new IllegalStateException("secret text");
            }
        }
    }
}
