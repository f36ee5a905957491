package io.jiaxiao.mall;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** mall-service: points ledger, catalogue, redemption and the supply channels behind it. Any number of instances may run. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MallApplication {

    public static void main(String[] args) {
        SpringApplication.run(MallApplication.class, args);
    }
}
