package io.jiaxiao.starter.pii;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PiiStartupTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PiiAutoConfiguration.class));

    @Test
    void withBothKeysets_itStarts_andNothingPrintsThem() {
        String keyset = PiiKeysets.newKeyset();
        runner.withPropertyValues(
                        "jiaxiao.pii.keyset=" + keyset, "jiaxiao.pii.index-keyset=" + PiiKeysets.newIndexKeyset())
                .run(context -> {
                    PersonalDataCipher cipher = context.getBean(PersonalDataCipher.class);
                    assertThat(cipher.open("x", cipher.seal("x", "张三"))).isEqualTo("张三");
                    assertThat(context).hasSingleBean(BlindIndex.class).doesNotHaveBean(Reseal.class);
                    assertThat(context.getBean(PiiProperties.class).toString()).doesNotContain("key");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "no json", "{}", "{\"primaryKeyId\":1,\"key\":[]}"})
    void withoutAReadableKeyset_itSaysWhichOneInOnePlainLine(String keyset) {
        runner.withPropertyValues(
                        "jiaxiao.pii.keyset=" + keyset, "jiaxiao.pii.index-keyset=" + PiiKeysets.newIndexKeyset())
                .run(context -> {
                    assertThat(context).hasFailed();
                    var analysis = new PiiKeysMissingAnalyzer().analyze(context.getStartupFailure());
                    assertThat(analysis).isNotNull();
                    assertThat(analysis.getDescription())
                            .startsWith("jiaxiao.pii.keyset is ")
                            .doesNotContain("\n");
                    assertThat(analysis.getAction()).contains("secrets folder");
                });
    }

    @Test
    void aMissingIndexKeyset_isNamedToo() {
        runner.withPropertyValues("jiaxiao.pii.keyset=" + PiiKeysets.newKeyset())
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(PiiKeysMissingException.class)
                        .hasMessage("jiaxiao.pii.index-keyset is missing"));
    }

    @Test
    void aServiceWithoutPersonalData_needsNoKeys() {
        runner.withPropertyValues("jiaxiao.pii.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(PersonalDataCipher.class));
    }
}
