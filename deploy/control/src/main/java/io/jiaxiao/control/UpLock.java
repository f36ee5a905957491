package io.jiaxiao.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Lets one command at a time change what runs. The system takes the lock back when its holder dies, however it dies, so
 * there is no stale lock to remove by hand.
 */
final class UpLock implements AutoCloseable {

    private final FileChannel channel;

    private UpLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @param command what is about to be done, told to whoever comes second
     * @throws CannotContinue when another command holds it
     */
    static UpLock take(Path home, String command) {
        try {
            Files.createDirectories(home);
            Path file = home.resolve("platform.lock");
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String holder = Files.readString(file).trim();
                channel.close();
                throw new CannotContinue(
                        "./platform " + (holder.isEmpty() ? "up" : holder) + " is running on " + home
                                + "; wait until it ends, or end it with Ctrl-C",
                        4);
            }
            channel.truncate(0);
            String self = command + " (pid " + ProcessHandle.current().pid() + ")";
            channel.write(ByteBuffer.wrap(self.getBytes(StandardCharsets.UTF_8)));
            return new UpLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + home + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisJvm) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
