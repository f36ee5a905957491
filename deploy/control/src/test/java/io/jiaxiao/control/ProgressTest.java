package io.jiaxiao.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void elsewhereThanOnATerminal_aStepIsOneWholeLineWithItsTime() {
        try (Progress progress = new Progress(out, 0)) {
            progress.step("redis", step -> {
                step.doing("waiting");
                return "127.0.0.1:16379";
            });
            progress.already("nacos", "already runs (pid 7)");
        }

        assertThat(text().lines().toList()).hasSize(2);
        assertThat(text().lines().toList().get(0)).matches("  ✓ redis +\\d\\.\\d s  127\\.0\\.0\\.1:16379");
        assertThat(text()).contains("· nacos").doesNotContain("\u001b");
    }

    @Test
    void aFailedStep_isMarkedAndItsReasonComesOutUnchanged() {
        CannotContinue reason = new CannotContinue("no");
        try (Progress progress = new Progress(out, 0)) {
            assertThatThrownBy(() -> progress.step("nacos", step -> {
                        throw reason;
                    }))
                    .isSameAs(reason);
            assertThatThrownBy(() -> progress.step("disk", step -> {
                        throw new IOException("full");
                    }))
                    .isInstanceOf(CannotContinue.class)
                    .hasMessage("disk: full");
        }

        assertThat(text()).contains("✗ nacos").contains("✗ disk");
    }

    @Test
    void onATerminal_theLastLineTellsWhatIsWaitedFor() throws Exception {
        CountDownLatch shown = new CountDownLatch(1);
        PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8) {
            @Override
            public void print(String text) {
                super.print(text);
                if (text.contains("mariadb 0 s (waiting)")) {
                    shown.countDown();
                }
            }
        };
        try (Progress progress = new Progress(terminal, 80)) {
            progress.step("mariadb", step -> {
                step.doing("waiting");
                return shown.await(10, TimeUnit.SECONDS) ? "seen" : "not seen";
            });
        }

        assertThat(text()).contains("✓ mariadb").endsWith("seen" + System.lineSeparator() + "\r\u001b[K");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
