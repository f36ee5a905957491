package io.jiaxiao.testkit.servers;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the shared servers of a build keep what they need. */
record TestHome(Path folder) {

    /** From the build's property, or the repository's own {@code .platform} when a test is started from an editor. */
    static TestHome find() {
        String given = System.getProperty("jiaxiao.home");
        return new TestHome((given != null ? Path.of(given) : repository().resolve(".platform")).resolve("test"));
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("platform"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("tests run inside the repository, or are given -Djiaxiao.home");
        }
        return folder;
    }

    /** Programs are unpacked once for the platform and the tests. */
    Path programs() {
        return folder.resolveSibling("bin");
    }

    Path run() {
        return folder.resolve("run");
    }

    Path lockFile() {
        return folder.resolve("servers.lock");
    }

    /** Ports of the running set; absent while there is none. */
    Path state() {
        return folder.resolve("servers.properties");
    }

    /** Its modification time says when somebody last needed the servers. */
    Path lease() {
        return folder.resolve("servers.lease");
    }

    /** The guard's own classes, copied out of the build. */
    Path guardClasses() {
        return folder.resolve("guard-classes");
    }

    Path guardLog() {
        return folder.resolve("logs/guard.log");
    }
}
