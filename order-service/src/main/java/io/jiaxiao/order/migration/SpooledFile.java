package io.jiaxiao.order.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An upload on this machine's disk while it is taken in: so its checksum is known before anything is stored, it is never whole in
 * memory, and no connection to the database waits for whoever sends it. Nothing of it is left when it is closed.
 */
final class SpooledFile implements AutoCloseable {

    static final long LARGEST = 48L * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final Path path;
    private final String checksum;
    private final long bytes;

    private SpooledFile(Path path, String checksum, long bytes) {
        this.path = path;
        this.checksum = checksum;
        this.bytes = bytes;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 400 when it is too large */
    static SpooledFile of(InputStream body) throws IOException {
        Path path = Files.createTempFile("migration-", ".csv");
        try {
            MessageDigest digest = sha256();
            long bytes = 0;
            try (OutputStream out = Files.newOutputStream(path)) {
                byte[] buffer = new byte[BUFFER];
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    bytes += read;
                    if (bytes > LARGEST) {
                        throw MigrationRefusals.TOO_LARGE.asException();
                    }
                    digest.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                }
            }
            return new SpooledFile(path, HexFormat.of().formatHex(digest.digest()), bytes);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** SHA-256, 64 hexadecimal digits. */
    String checksum() {
        return checksum;
    }

    long bytes() {
        return bytes;
    }

    InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
