package io.jiaxiao.mall;

import io.jiaxiao.contracts.message.MessageApi;
import io.jiaxiao.contracts.risk.DecisionApi;
import io.jiaxiao.contracts.roster.PeopleApi;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.cloud.openfeign.EnableFeignClients;

/** mall-service: points ledger, catalogue, redemption and the supply channels behind it. Any number of instances may run. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableFeignClients(clients = {DecisionApi.class, MessageApi.class, PeopleApi.class})
public class MallApplication {

    public static void main(String[] args) {
        SpringApplication.run(MallApplication.class, args);
    }
}
