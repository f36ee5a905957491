package io.jiaxiao.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpLockTest {

    @TempDir
    Path home;

    @Test
    void theSecondUpIsToldWhoIsAtIt() {
        try (UpLock first = UpLock.take(home, "up")) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> UpLock.take(home, "up")).isInstanceOfSatisfying(CannotContinue.class, refusal -> {
                assertThat(refusal)
                        .hasMessageContaining(
                                "./platform up (pid " + ProcessHandle.current().pid() + ") is running")
                        .hasMessageContaining("wait until it ends");
                assertThat(refusal.exitCode()).isNotZero();
            });
        }
    }

    @Test
    void afterTheFirstHasEnded_theNextMayGo() throws IOException {
        UpLock.take(home, "up").close();

        try (UpLock next = UpLock.take(home, "down")) {
            assertThat(next).isNotNull();
            assertThat(Files.readString(home.resolve("platform.lock"))).startsWith("down (pid ");
        }
    }

    @Test
    void whatAKilledUpLeftInTheFile_doesNotLockAnyoneOut() throws IOException {
        Files.writeString(home.resolve("platform.lock"), "up (pid 1)");

        try (UpLock next = UpLock.take(home, "up")) {
            assertThat(next).isNotNull();
        }
    }
}
