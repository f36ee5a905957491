package io.jiaxiao.embedded.nacos;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Argument: its port. */
@SpringBootApplication(scanBasePackages = "com.alibaba.nacos")
public class NacosLauncher {

    public static void main(String[] arguments) {
        SpringApplication.run(NacosLauncher.class, arguments);
    }
}
