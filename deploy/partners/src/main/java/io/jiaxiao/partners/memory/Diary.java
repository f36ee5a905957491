package io.jiaxiao.partners.memory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What one partner must still know after its process died: a line of JSON for each thing that happened, written before
 * anybody is answered. Lines are handed to the operating system and not forced to the disk: a killed process loses none of
 * them, a machine without power may.
 */
public final class Diary implements AutoCloseable {

    private static final String BORN = "born";
    private static final int TAIL = 1 << 16;

    private final JsonMapper json;
    private final @Nullable Path file;
    private final Instant born;
    private @Nullable FileChannel end;
    private boolean recalling;

    /** @param what depends on the kind */
    public record Entry(String kind, Instant at, JsonNode what) {}

    /**
     * @param file null for a partner that forgets everything when it ends
     * @param now  when the partner's life begins, unless the file knows of an earlier one
     */
    Diary(JsonMapper json, @Nullable Path file, Instant now) {
        this.json = json;
        this.file = file;
        this.born = file == null ? now : firstDay(file, now);
    }

    /** When the first line was written; now, while there is none. */
    public Instant born() {
        return born;
    }

    /**
     * Writes one thing down; does nothing while an earlier life is recalled.
     *
     * @param what anything Jackson can write and the reader can read again
     */
    public synchronized void write(String kind, Instant at, Object what) {
        if (file == null || recalling) {
            return;
        }
        try {
            append(file, new Entry(kind, at, json.valueToTree(what)));
        } catch (IOException e) {
            throw new UncheckedIOException("A partner cannot write down what it did", e);
        }
    }

    /** Shows everything to the reader in the order it happened. */
    public synchronized void recall(Consumer<Entry> reader) {
        if (file == null || !Files.exists(file)) {
            return;
        }
        recalling = true;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Entry entry = json.readValue(line, Entry.class);
                if (!entry.kind().equals(BORN)) {
                    reader.accept(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A partner cannot read its diary", e);
        } finally {
            recalling = false;
        }
    }

    /** Reads what an entry holds as what was written. */
    public <T> T as(Entry entry, Class<T> type) {
        return json.treeToValue(entry.what(), type);
    }

    private Instant firstDay(Path file, Instant now) {
        try {
            dropTornLine(file);
            if (!Files.exists(file) || Files.size(file) == 0) {
                return now;
            }
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                return json.readValue(lines.readLine(), Entry.class).at();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A partner cannot read its diary", e);
        }
    }

    /** A line without its end was never answered for. */
    private static void dropTornLine(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            while (size > 0) {
                long from = Math.max(0, size - TAIL);
                ByteBuffer tail = ByteBuffer.allocate((int) (size - from));
                channel.read(tail, from);
                for (int i = tail.position() - 1; i >= 0; i--) {
                    if (tail.get(i) == '\n') {
                        channel.truncate(from + i + 1);
                        return;
                    }
                }
                size = from;
            }
            channel.truncate(0);
        }
    }

    private void append(Path file, Entry entry) throws IOException {
        FileChannel channel = end;
        if (channel == null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            end = channel;
            if (channel.size() == 0) {
                line(channel, new Entry(BORN, born, JsonNodeFactory.instance.nullNode()));
            }
        }
        line(channel, entry);
    }

    private void line(FileChannel channel, Entry entry) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((json.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (end != null) {
                end.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
