package io.jiaxiao.embedded;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** What is kept on disk about a running process. */
record PidFile(long pid, String birth, Instant startedAt, Path logFile) {

    static final String SUFFIX = ".pid";

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(pid));
        properties.setProperty("birth", birth);
        properties.setProperty("startedAt", startedAt.toString());
        properties.setProperty("log", logFile.toString());
        StringWriter text = new StringWriter();
        properties.store(text, null);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.writeString(partial, text.toString());
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Empty when there is no such file or when it is not one of ours. */
    static Optional<PidFile> read(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Optional.of(new PidFile(
                    Long.parseLong(properties.getProperty("pid", "")),
                    properties.getProperty("birth", ""),
                    Instant.parse(properties.getProperty("startedAt", "")),
                    Path.of(properties.getProperty("log", ""))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeException broken) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
