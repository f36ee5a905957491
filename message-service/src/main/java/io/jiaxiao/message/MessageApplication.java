package io.jiaxiao.message;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** message-service: one process that accepts, dispatches and follows SMS. Any number of instances may run. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MessageApplication {

    /**
     * Seconds a channel's idle connection is kept: shorter than any partner keeps it, because a request written to a
     * connection the partner has just closed has an unknown result, and such a message is never sent again.
     */
    private static final String IDLE_SECONDS = "5";

    public static void main(String[] args) {
        if (System.getProperty("jdk.httpclient.keepalive.timeout") == null) {
            System.setProperty("jdk.httpclient.keepalive.timeout", IDLE_SECONDS);
        }
        SpringApplication.run(MessageApplication.class, args);
    }
}
