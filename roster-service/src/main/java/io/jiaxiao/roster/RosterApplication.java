package io.jiaxiao.roster;

import io.jiaxiao.contracts.message.MessageApi;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.cloud.openfeign.EnableFeignClients;

/** roster-service: people, classes, and the platform's tokens. Any number of instances may run. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableFeignClients(clients = MessageApi.class)
public class RosterApplication {

    public static void main(String[] args) {
        SpringApplication.run(RosterApplication.class, args);
    }
}
