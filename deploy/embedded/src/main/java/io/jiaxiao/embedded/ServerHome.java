package io.jiaxiao.embedded;

import java.nio.file.Path;

/** Where the servers of one home keep their things; absolute paths. */
record ServerHome(Path root, Path bin) {

    ServerHome(Path root) {
        this(root, root.resolve("bin"));
    }

    ServerHome withBin(Path other) {
        return new ServerHome(root, other);
    }

    Path program(String nameAndVersion) {
        return bin.resolve(nameAndVersion);
    }

    Path data(String server) {
        return root.resolve("data").resolve(server);
    }

    Path log(String server) {
        return root.resolve("logs").resolve(server + ".log");
    }
}
