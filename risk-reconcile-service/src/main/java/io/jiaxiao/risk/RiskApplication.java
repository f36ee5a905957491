package io.jiaxiao.risk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** risk-reconcile-service: decides whether something may happen. Any number of instances may run. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RiskApplication {

    public static void main(String[] args) {
        SpringApplication.run(RiskApplication.class, args);
    }
}
