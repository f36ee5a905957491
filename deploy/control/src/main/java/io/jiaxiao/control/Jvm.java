package io.jiaxiao.control;

import io.jiaxiao.embedded.CrowdedJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a service's JVM is run: the same while its AOT cache is trained and while it serves, or the cache would not fit. */
final class Jvm {

    private Jvm() {}

    /** The JDK this program itself runs on. */
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    static List<String> flags(ServiceSpec spec) {
        List<String> flags = new ArrayList<>(CrowdedJvm.flags());
        flags.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                // What a request leaves behind dies young, so it needs room to: a collection stops everybody for some
                // 6 ms however large its room is, so twice the room halves how many requests meet one.
                "-Xms" + spec.heapMiB() * 3 / 4 + "m",
                "-Xmn" + spec.heapMiB() / 2 + "m",
                "-Xmx" + spec.heapMiB() + "m",
                // Classes alone take some 50 MB; below this size the whole heap is collected while they are loaded.
                "-XX:MetaspaceSize=96m",
                "-XX:MaxMetaspaceSize=224m",
                // Code that is no longer used is looked for in a collection of the whole heap, 0.2 s for everybody: not
                // each time another 6 MB were compiled, but when there would be too much of it.
                "-XX:ReservedCodeCacheSize=240m",
                "-XX:SweeperThreshold=40",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Duser.timezone=UTC"));
        return List.copyOf(flags);
    }
}
