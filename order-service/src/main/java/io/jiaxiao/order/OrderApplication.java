package io.jiaxiao.order;

import io.jiaxiao.contracts.message.MessageApi;
import io.jiaxiao.contracts.risk.DecisionApi;
import io.jiaxiao.contracts.roster.ClassApi;
import io.jiaxiao.contracts.roster.PeopleApi;
import io.jiaxiao.contracts.roster.SchoolApi;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.cloud.openfeign.EnableFeignClients;

/** order-service: products and tariffs, subscriptions, entitlements and payments. Any number of instances may run. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableFeignClients(clients = {ClassApi.class, DecisionApi.class, MessageApi.class, PeopleApi.class, SchoolApi.class})
public class OrderApplication {

    public static void main(String[] args) {
        SpringApplication.run(OrderApplication.class, args);
    }
}
