package io.jiaxiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedFolderTest {

    @TempDir
    private Path parent;

    @Test
    void aFailedFilling_leavesNoFolderAndIsDoneAgainFromNothing() throws IOException {
        Path folder = parent.resolve("data");
        assertThatThrownBy(() -> PreparedFolder.prepare(folder, partial -> {
                    Files.writeString(partial.resolve("half"), "done");
                    throw new IOException("killed");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("killed");
        assertThat(folder).doesNotExist();

        PreparedFolder.prepare(folder, partial -> Files.writeString(partial.resolve("whole"), "done"));

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("whole");
        }
    }

    @Test
    void twentyAtOnce_fillItOnce() throws Exception {
        AtomicInteger fillings = new AtomicInteger();
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(() -> {
                PreparedFolder.prepare(parent.resolve("data"), partial -> {
                    fillings.incrementAndGet();
                    Files.writeString(partial.resolve("file"), "content");
                });
                return Files.exists(parent.resolve("data/file"));
            });
        }
        try (var threads = Executors.newFixedThreadPool(20)) {
            for (Future<Boolean> done : threads.invokeAll(all)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(fillings).hasValue(1);
    }
}
