package io.jiaxiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.embedded.LongTurns.Turns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LongTurnsTest {

    private static final long THIS_THREAD = 0;

    @Test
    void aProcessIsStartedWithLongTurns_andWhatItStartsHasThemToo() throws Exception {
        Process started = LongTurns.start(new ProcessBuilder("sh", "-c", "sleep 30 & echo $!; wait"));
        try {
            long child = Long.parseLong(started.inputReader().readLine());
            var wanted = new Turns(LongTurns.SCHED_BATCH, knowsOwnTurns() ? LongTurns.NANOS : 0);
            assertThat(Turns.of(started.pid())).contains(wanted);
            assertThat(Turns.of(child)).contains(wanted);
        } finally {
            started.descendants().forEach(ProcessHandle::destroy);
            started.destroy();
        }
    }

    @Test
    void whoStartsIt_isScheduledAsBefore() throws Exception {
        Turns before = Turns.of(THIS_THREAD).orElseThrow();
        LongTurns.start(new ProcessBuilder("true")).waitFor();
        assertThat(Turns.of(THIS_THREAD)).contains(before);
    }

    @Test
    void whatCannotBeStarted_isToldAsEver() {
        assertThatThrownBy(() -> LongTurns.start(new ProcessBuilder("/no/such/program")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/program");
    }

    private static boolean knowsOwnTurns() throws IOException {
        String[] version =
                Files.readString(Path.of("/proc/sys/kernel/osrelease")).split("[.-]");
        int major = Integer.parseInt(version[0]);
        return major > 6 || major == 6 && Integer.parseInt(version[1]) >= 12;
    }
}
