package io.jiaxiao.gateway;

import io.jiaxiao.gateway.edge.EdgeSettings;
import io.jiaxiao.gateway.route.RouteTable;
import io.jiaxiao.starter.security.SecurityProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The platform's only public address. */
@SpringBootApplication
@EnableConfigurationProperties({RouteTable.class, EdgeSettings.class, SecurityProperties.class})
public class GatewayApplication {

    public static void main(String[] args) {
        SpringApplication.run(GatewayApplication.class, args);
    }
}
