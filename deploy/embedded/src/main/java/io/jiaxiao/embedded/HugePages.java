package io.jiaxiao.embedded;

import java.util.List;
import java.util.Locale;

/**
 * Pages of 2 MB for a JVM's heap and compiled code. With many processes on few cores, and more so in a virtual machine,
 * translating addresses of 4 KB pages is a good part of the work: see ADR 0030.
 */
public final class HugePages {

    private HugePages() {}

    /** What to start a JVM with; empty where JVMs do not know the option, which is everywhere but on Linux. */
    public static List<String> jvmFlags() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")
                ? List.of("-XX:+UseTransparentHugePages")
                : List.of();
    }
}
