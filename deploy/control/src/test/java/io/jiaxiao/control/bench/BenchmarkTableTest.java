package io.jiaxiao.control.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.control.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTableTest {

    private static final Circumstances AT =
            new Circumstances(LocalDate.of(2026, 11, 22), "abc1234", "25.0.1", "2 cores");

    @TempDir
    Path folder;

    @Test
    void resultsAreAddedBelowTheirOwnTable_andTextBetweenStays() throws IOException {
        Path file = folder.resolve("docs/benchmarks.md");
        BenchmarkTable table = new BenchmarkTable(file);

        table.append(bench("startup"), AT, List.of(new Measured("up", "70.0 s", "≤ 60 s", false, "cold")));
        table.append(bench("outbox"), AT, List.of(Measured.plain("one by one", "400/s", "a|b")));
        List<String> withRemark = Files.readAllLines(file);
        withRemark.add(withRemark.indexOf("## outbox"), "The first start is slow because of the disk.");
        Files.write(file, withRemark);
        table.append(bench("startup"), AT, List.of(new Measured("up", "50.0 s", "≤ 60 s", true, "cold")));

        String text = Files.readString(file);
        assertThat(text)
                .contains(
                        """
                | 2026-11-22 | abc1234 | up | 70.0 s | ≤ 60 s | **no** | cold | 25.0.1 | 2 cores |
                | 2026-11-22 | abc1234 | up | 50.0 s | ≤ 60 s | yes | cold | 25.0.1 | 2 cores |
                """);
        assertThat(text).contains("The first start is slow").contains("| 400/s | - |  | a\\|b |");
        assertThat(text.indexOf("## outbox")).isGreaterThan(text.indexOf("50.0 s"));
        assertThat(text.split("## startup", -1)).hasSize(2);
    }

    private static Bench bench(String name) {
        return new Bench() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String about() {
                return "About " + name + ".";
            }

            @Override
            public List<Measured> run(Settings settings, PrintStream out) {
                return List.of();
            }
        };
    }
}
