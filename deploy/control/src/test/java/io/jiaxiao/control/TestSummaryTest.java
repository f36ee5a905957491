package io.jiaxiao.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSummaryTest {

    @TempDir
    Path root;

    @Test
    void surefireAndFailsafeOfAllModules_areAddedUp() throws IOException {
        report("common/kernel/target/surefire-reports/TEST-a.xml", 10, 1, 2, 3);
        report("gateway/target/failsafe-reports/TEST-b.xml", 5, 0, 0, 0);
        Files.writeString(
                Files.createDirectories(root.resolve("gateway/target/failsafe-reports"))
                        .resolve("failsafe-summary.xml"),
                "<failsafe-summary><completed>5</completed></failsafe-summary>");
        report("gateway/src/test/resources/TEST-example.xml", 99, 0, 0, 0);

        assertThat(TestSummary.of(root)).hasToString("9 passed, 3 failed, 3 skipped");
    }

    @Test
    void withoutAnyReport_nothingPassed() throws IOException {
        assertThat(TestSummary.of(root)).hasToString("0 passed, 0 failed, 0 skipped");
    }

    @Test
    void aBrokenReport_isNotPassedOver() throws IOException {
        Path folder = Files.createDirectories(root.resolve("target/surefire-reports"));
        Files.writeString(folder.resolve("TEST-cut.xml"), "<testsuite tests=\"1");

        assertThatThrownBy(() -> TestSummary.of(root))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("TEST-cut.xml");
    }

    private void report(String path, int tests, int errors, int failures, int skipped) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="a" time="0.1" tests="%d" errors="%d" skipped="%d" failures="%d">
                  <testcase name="x"><system-out><![CDATA[<testsuite tests="7">]]></system-out></testcase>
                </testsuite>
                """
                        .formatted(tests, errors, skipped, failures));
    }
}
