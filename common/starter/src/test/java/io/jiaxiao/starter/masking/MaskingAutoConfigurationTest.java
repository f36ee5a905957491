package io.jiaxiao.starter.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

class MaskingAutoConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MaskingAutoConfiguration.class, JacksonAutoConfiguration.class));

    record Person(PersonName name, Mobile mobile) {}

    @Test
    void theServicesOwnMapper_masks() {
        runner.run(context -> assertThat(context.getBean(JsonMapper.class)
                        .writeValueAsString(new Person(new PersonName("张三"), new Mobile("13812340000"))))
                .isEqualTo("{\"name\":\"张*\",\"mobile\":\"138****0000\"}"));
    }

    @Test
    void theApiDocument_showsStringsWhereTheApiTakesStrings() {
        runner.run(context -> {
            var schema =
                    ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(Mobile.class)).schema;
            assertThat(context).hasNotFailed();
            assertThat(schema).isNotNull();
        });
    }
}
