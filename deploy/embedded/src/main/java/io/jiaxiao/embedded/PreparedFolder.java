package io.jiaxiao.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A folder that is either complete or not there: it is filled under another name and then renamed. */
final class PreparedFolder {

    /** Fills an empty folder. */
    @FunctionalInterface
    interface Filler {
        void fill(Path folder) throws IOException;
    }

    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    private PreparedFolder() {}

    /** Fills {@code folder} unless it exists. Two JVMs that come at once do it once: the second waits for the first. */
    static void prepare(Path folder, Filler filler) {
        if (!Files.isDirectory(folder)) {
            exclusively(folder, () -> fillUnlessThere(folder, filler));
        }
    }

    /** Does something to a folder that nobody else who asks this way does at the same time, in whatever JVM. */
    static void exclusively(Path folder, Action action) {
        try {
            Files.createDirectories(folder.getParent());
            Path lockFile = folder.resolveSibling("." + folder.getFileName() + ".lock");
            synchronized (PreparedFolder.class) {
                // A file lock holds between JVMs only; within one, asking twice throws instead of waiting.
                try (FileChannel channel =
                                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (lock.isValid()) {
                        action.run();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not prepare " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void fillUnlessThere(Path folder, Filler filler) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path partial = folder.resolveSibling("." + folder.getFileName() + ".partial");
        Folders.emptied(partial);
        filler.fill(partial);
        Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    }
}
