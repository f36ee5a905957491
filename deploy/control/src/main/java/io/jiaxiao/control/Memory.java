package io.jiaxiao.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** What the system says about memory, in MiB; empty where it does not say. */
public final class Memory {

    private static final long KIB_PER_MIB = 1024;
    private static final long BYTES_PER_MIB = 1024 * 1024;

    private Memory() {}

    /** What can be taken without swapping: the machine's, or the container's when that is less. */
    static OptionalLong availableMiB() {
        OptionalLong machine = kib(Path.of("/proc/meminfo"), "MemAvailable:");
        OptionalLong container = containerMiB();
        if (machine.isEmpty()) {
            return container;
        }
        long machineMiB = machine.getAsLong() / KIB_PER_MIB;
        return OptionalLong.of(Math.min(machineMiB, container.orElse(machineMiB)));
    }

    /** Resident memory of a process. */
    static OptionalLong residentMiB(long pid) {
        OptionalLong kib = kib(status(pid), "VmRSS:");
        if (kib.isEmpty() && !Files.isDirectory(Path.of("/proc/self"))) {
            kib = residentKibFromPs(pid);
        }
        return kib.isEmpty() ? kib : OptionalLong.of(kib.getAsLong() / KIB_PER_MIB);
    }

    /** The most a process was resident with, mapped files included. */
    public static OptionalLong mostResidentMiB(long pid) {
        OptionalLong kib = kib(status(pid), "VmHWM:");
        return kib.isEmpty() ? kib : OptionalLong.of(kib.getAsLong() / KIB_PER_MIB);
    }

    /** What a container's limit has to hold of a process: mapped files are not in it, the kernel takes them back. */
    public static OptionalLong ownMiB(long pid) {
        OptionalLong anonymous = kib(status(pid), "RssAnon:");
        OptionalLong shared = kib(status(pid), "RssShmem:");
        return anonymous.isEmpty()
                ? anonymous
                : OptionalLong.of((anonymous.getAsLong() + shared.orElse(0)) / KIB_PER_MIB);
    }

    private static Path status(long pid) {
        return Path.of("/proc/" + pid + "/status");
    }

    private static OptionalLong containerMiB() {
        try {
            String limit =
                    Files.readString(Path.of("/sys/fs/cgroup/memory.max")).trim();
            if (limit.equals("max")) {
                return OptionalLong.empty();
            }
            long used = Long.parseLong(
                    Files.readString(Path.of("/sys/fs/cgroup/memory.current")).trim());
            // Pages of files that were read once are counted as used but go away when they are needed.
            long cache = value(Files.readAllLines(Path.of("/sys/fs/cgroup/memory.stat")), "inactive_file")
                    .orElse(0);
            return OptionalLong.of((Long.parseLong(limit) - used + cache) / BYTES_PER_MIB);
        } catch (IOException | NumberFormatException noSuchLimit) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong kib(Path file, String key) {
        try {
            return value(Files.readAllLines(file), key);
        } catch (IOException notThisSystem) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(
                        line.substring(key.length()).replace("kB", "").trim()))
                .findFirst();
    }

    private static OptionalLong residentKibFromPs(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            String line;
            try (var answer = ps.inputReader()) {
                line = answer.readLine();
            }
            return ps.waitFor(5, TimeUnit.SECONDS) && line != null
                    ? OptionalLong.of(Long.parseLong(line.trim()))
                    : OptionalLong.empty();
        } catch (IOException | NumberFormatException notKnown) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }
}
