package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.route.Cidr;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this gateway stands in its network.
 *
 * @param corsOrigins    web pages of other origins that may call, e.g. {@code https://h5.example.cn}; never {@code *}
 * @param hsts           tell browsers to use HTTPS only; for a gateway behind TLS
 * @param trustedProxies addresses whose {@code X-Forwarded-For} is believed; nobody else's is
 */
@ConfigurationProperties("jiaxiao.edge")
public record EdgeSettings(
        @DefaultValue List<String> corsOrigins,
        @DefaultValue("false") boolean hsts,
        @DefaultValue List<Cidr> trustedProxies) {

    public EdgeSettings {
        if (corsOrigins.contains("*")) {
            throw new IllegalArgumentException("jiaxiao.edge.cors-origins: name them, * would open every account");
        }
    }
}
