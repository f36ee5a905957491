package io.jiaxiao.control.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YardstickTest {

    @TempDir
    private Path folder;

    @Test
    void itTellsWhatTheMachineDoes_andLeavesNothingBehind() {
        Yardstick yardstick = Yardstick.measure(folder.resolve("new"));
        assertThat(yardstick.memoryNanos()).isBetween(0.5, 10_000.0);
        assertThat(yardstick.signatures()).isPositive();
        assertThat(yardstick.syncMillis()).isPositive();
        assertThat(folder.resolve("new")).isEmptyDirectory();
        assertThat(new Yardstick(116.6, 1327, 0.268)).hasToString("memory 117 ns, 1,327 signatures/s, sync 0.27 ms");
    }
}
