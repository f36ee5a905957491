package io.jiaxiao.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {

    @TempDir
    Path folder;

    @Test
    void theInnermostCause_ofAPlainStackTrace() {
        assertThat(
                        LastWords.choose(
                                """
                2026-11-22 ERROR main : Application run failed
                org.springframework.context.ApplicationContextException: Unable to start
                \tat a.B.c(B.java:1)
                Caused by: java.lang.IllegalStateException: outer
                \tat a.B.c(B.java:2)
                Caused by: java.net.ConnectException: Connection refused
                \t... 20 more
                """))
                .isEqualTo("java.net.ConnectException: Connection refused");
    }

    @Test
    void theInnermostCause_insideOneLineOfJson() {
        assertThat(
                        LastWords.choose(
                                """
                {"level":"INFO","message":"Starting"}
                {"level":"ERROR","message":"Application run failed","error":{"stack_trace":"x.Y: outer\\n\\tat a.B\\nCaused by: java.sql.SQLException: Access denied for user\\n\\tat c.D\\n"}}
                {"level":"INFO","message":"Closing"}
                """))
                .isEqualTo("java.sql.SQLException: Access denied for user");
    }

    @Test
    void springsOwnDescription_beforeAnythingElse() {
        assertThat(
                        LastWords.choose(
                                """
                Caused by: java.lang.Exception: noise

                ***************************
                APPLICATION FAILED TO START
                ***************************

                Description:

                Web server failed to start. Port 8101 was already in use.

                Action:

                Stop it.
                """))
                .isEqualTo("Web server failed to start. Port 8101 was already in use.");
    }

    @Test
    void theMessageOfTheLastErrorInJson_whenThereIsNoCause() {
        assertThat(
                        LastWords.choose(
                                """
                {"level":"ERROR","message":"The key \\"pii\\" is missing"}
                {"level":"INFO","message":"bye"}
                """))
                .isEqualTo("The key \\\"pii\\\" is missing");
    }

    @Test
    void theLastLine_whenNothingLooksLikeAnError_andAPlainWordForSilence() {
        assertThat(LastWords.choose("one\ntwo\n\n")).isEqualTo("two");
        assertThat(LastWords.choose("\n")).isEqualTo("it wrote nothing");
    }

    @Test
    void whatEarlierRunsWrote_isNotHeld_againstThisOne() throws IOException {
        Path log = folder.resolve("a.log");
        Files.writeString(log, "Caused by: java.lang.Error: yesterday\n");
        long from = LastWords.length(log);
        Files.writeString(log, Files.readString(log) + "stopped\n");

        assertThat(LastWords.of(log, from)).isEqualTo("stopped");
        assertThat(LastWords.of(folder.resolve("none.log"), 0)).isEqualTo("it wrote nothing");
    }
}
