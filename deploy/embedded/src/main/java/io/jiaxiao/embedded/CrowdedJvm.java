package io.jiaxiao.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a JVM is started that shares few cores with many others, none of whose code and data fit the cores' own memory: on
 * pages of 2 MB, since translating addresses of 4 KB pages is a good part of the work, and with less inlining, since code
 * that is copied into fewer places is compiled sooner and found nearer. See ADR 0030, which has the measurements.
 */
public final class CrowdedJvm {

    private CrowdedJvm() {}

    /** What to start it with, before any options of its own. */
    public static List<String> flags() {
        List<String> flags =
                new ArrayList<>(List.of("-XX:MaxInlineLevel=8", "-XX:InlineSmallCode=1200", "-XX:FreqInlineSize=160"));
        // The others have no such pages, and their JVMs do not know the option.
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            flags.add("-XX:+UseTransparentHugePages");
        }
        return List.copyOf(flags);
    }
}
