package io.jiaxiao.control.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.control.CannotContinue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StepsTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Steps steps = new Steps(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void eachStepHasItsNumberAndTime_andTheWorkItsResult() {
        assertThat(steps.step("asks for a code", () -> 42)).isEqualTo(42);
        steps.step("signs in", () -> "token");
        steps.finish();

        assertThat(text().lines().toList().get(0)).matches("  ✓  1  asks for a code +\\d+ ms");
        assertThat(text()).contains("✓  2  signs in").contains("2 steps, ");
    }

    @Test
    void aFailedStep_saysWhichAndWhyInOneLine() {
        assertThatThrownBy(() -> steps.step("signs in", () -> {
                    Steps.require(false, "the gateway answered 503");
                    return "never";
                }))
                .isInstanceOfSatisfying(CannotContinue.class, failure -> {
                    assertThat(failure).hasMessage("Step 1 failed: signs in: the gateway answered 503");
                    assertThat(failure.exitCode()).isNotZero();
                });
        assertThat(text()).contains("✗  1  signs in");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
