package io.jiaxiao.starter.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.SpringProperties;
import org.springframework.mock.env.MockEnvironment;

class PlatformDefaultsTest {

    @Test
    void aLineOfTheDefaultsIsOverriddenByWhateverAServiceOrAnOperatorSays() {
        var environment = new MockEnvironment().withProperty("server.shutdown", "immediate");

        new PlatformDefaults().postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty("server.shutdown")).isEqualTo("immediate");
        assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
    }

    @Test
    void theDriverIsNotAskedWhatTypeANullHas() {
        new PlatformDefaults().postProcessEnvironment(new MockEnvironment(), new SpringApplication());

        assertThat(SpringProperties.getFlag("spring.jdbc.getParameterType.ignore"))
                .isTrue();
    }
}
