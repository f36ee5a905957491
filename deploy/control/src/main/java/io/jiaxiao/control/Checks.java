package io.jiaxiao.control;

import io.jiaxiao.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** What has to be true of the machine before anything is started. */
final class Checks {

    private static final int JAVA = 25;
    private static final long BYTES_PER_MIB = 1024 * 1024;
    private static final long FIRST_START_MIB = 2000;
    private static final long LATER_START_MIB = 300;
    private static final int LOOKS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /**
     * Something about to be started.
     *
     * @param ports all it will listen on
     * @param memoryMiB it is likely to take
     */
    record Planned(String name, List<Integer> ports, int memoryMiB) {}

    private Checks() {}

    /**
     * @throws CannotContinue on the first thing that is not as it has to be
     */
    static void all(Settings settings, List<Planned> planned) {
        java(Runtime.version().feature());
        ports(planned);
        memory(planned, Memory.availableMiB());
        disk(settings);
    }

    static void java(int feature) {
        if (feature < JAVA) {
            throw new CannotContinue(
                    "This runs on Java " + feature + " but needs JDK " + JAVA + "; set JX_JAVA_HOME to one", 2);
        }
    }

    static void ports(List<Planned> planned) {
        for (Planned one : planned) {
            for (int port : one.ports()) {
                if (!becomesFree(port)) {
                    throw new CannotContinue("Port " + port + ", which " + one.name() + " needs, is taken by "
                            + PortHolder.of(port).orElse("another user's process")
                            + "; end that, or move all ports, for example JX_PORT_OFFSET=100 ./platform up");
                }
            }
        }
    }

    /** A process that was killed this moment is gone before its ports are; nobody can be named as their holder then. */
    private static boolean becomesFree(int port) {
        for (int look = 0; !Ports.isFree(port); look++) {
            if (look == LOOKS || PortHolder.of(port).isPresent()) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }

    static void memory(List<Planned> planned, OptionalLong availableMiB) {
        long needed = planned.stream().mapToLong(Planned::memoryMiB).sum();
        if (availableMiB.isPresent() && availableMiB.getAsLong() < needed) {
            throw new CannotContinue("Too little memory: " + availableMiB.getAsLong() + " MB are free and what is to be"
                    + " started takes about " + needed + " MB; close something or give the machine more");
        }
    }

    private static void disk(Settings settings) {
        boolean first = !Files.isDirectory(settings.programs().resolve("apps"));
        long needed = first ? FIRST_START_MIB : LATER_START_MIB;
        try {
            Path existing = nearestExisting(settings.home());
            if (!Files.isWritable(existing)) {
                throw new CannotContinue(existing + " cannot be written to; set JX_HOME to a folder of yours");
            }
            long free = Files.getFileStore(existing).getUsableSpace() / BYTES_PER_MIB;
            if (free < needed) {
                throw new CannotContinue("Too little disk: " + free + " MB are free at " + existing + " and " + needed
                        + " MB are needed; free some or set JX_HOME to a roomier place");
            }
        } catch (IOException e) {
            throw new CannotContinue("The disk of " + settings.home() + " cannot be looked at: " + e.getMessage());
        }
    }

    private static Path nearestExisting(Path wanted) {
        Path parent = wanted.getParent();
        return Files.exists(wanted) || parent == null ? wanted : nearestExisting(parent);
    }
}
