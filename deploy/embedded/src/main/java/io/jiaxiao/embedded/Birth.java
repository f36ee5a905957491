package io.jiaxiao.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The moment a process was born, as a text that two JVMs read alike.
 *
 * <p>On Linux it is the boot's id and the clock ticks since boot: {@link ProcessHandle.Info#startInstant()} is derived
 * from the wall clock there and can differ between two JVMs after the clock was set.
 */
final class Birth {

    /** Of a process that was gone before it could be asked; equal to no living one. */
    static final String UNKNOWN = "unknown";

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int STATE = 0;
    private static final int START_TICKS = 19;

    private Birth() {}

    /** Empty when the process has ended, also when only its entry is left because nobody collected it. */
    static Optional<String> of(ProcessHandle process) {
        Path stat = Path.of("/proc/" + process.pid() + "/stat");
        if (!Files.isReadable(BOOT_ID)) {
            return process.info().startInstant().filter(at -> process.isAlive()).map(at -> "at:" + at);
        }
        try {
            String line = Files.readString(stat);
            // The command name stands in brackets and may hold blanks, so fields are counted from the last bracket.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            boolean ended = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return ended
                    ? Optional.empty()
                    : Optional.of(Files.readString(BOOT_ID).trim() + ":" + fields[START_TICKS]);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
