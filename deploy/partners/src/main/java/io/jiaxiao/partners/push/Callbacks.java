package io.jiaxiao.partners.push;

import io.jiaxiao.partners.journal.Journal;
import io.jiaxiao.partners.journal.JournalEntry;
import io.jiaxiao.partners.time.Later;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts callbacks. Only HTTP 200, with the partner's own word where it asks for one, is an acknowledgement; anything else
 * is tried again while tries are left. When too many wait for their moment, as when the platform is down under load, further ones are dropped; the journal says so.
 */
public final class Callbacks implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Callbacks.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int AT_ONCE = 64;
    private static final int OK = 200;
    private static final int LONGEST_WORD = 256;
    private static final String ACKNOWLEDGED = "ACKNOWLEDGED";
    private static final String WRONG_WORD = "WRONG_WORD";
    private static final String NO_ANSWER = "NO_ANSWER";
    private static final String DROPPED = "DROPPED";

    private final Journal journal;
    private final Later later;
    private final JsonMapper json;
    private final Semaphore room;
    private final LinkedBlockingQueue<Supplier<Callback>> due = new LinkedBlockingQueue<>();
    private final List<Thread> couriers;
    private final Function<String, @Nullable JsonNode> decoder = this::decoded;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /** @param mostWaiting how many callbacks may wait for their moment */
    public Callbacks(Journal journal, Later later, JsonMapper json, int mostWaiting) {
        this.journal = journal;
        this.later = later;
        this.json = json;
        this.room = new Semaphore(mostWaiting);
        this.couriers = IntStream.range(0, AT_ONCE)
                .mapToObj(n -> Thread.ofVirtual().name("courier-" + n).start(this::carry))
                .toList();
    }

    /** Makes the callback and posts it after so much simulated time. */
    public void pushAfter(Duration simulated, Supplier<Callback> callback) {
        if (!room.tryAcquire()) {
            write(callback.get(), DROPPED);
            return;
        }
        later.after(simulated, () -> due.add(callback));
    }

    /** Many fall due at one moment after a batch; few couriers for them all keep that cheap. */
    private void carry() {
        try {
            while (true) {
                Supplier<Callback> next = due.take();
                room.release();
                carry(next);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry(Supplier<Callback> callback) {
        try {
            push(callback.get());
        } catch (RuntimeException failure) {
            log.error("A callback failed before it left", failure);
        }
    }

    /** Posts now and waits for the answer; further tries, if needed, follow by themselves. */
    public void push(Callback callback) {
        String outcome = tryOnce(callback);
        write(callback, outcome);
        if (outcome.equals(ACKNOWLEDGED)) {
            return;
        }
        if (callback.again().isEmpty()) {
            log.debug("{} {} {} was given up: {}", callback.partner(), callback.kind(), callback.reference(), outcome);
        } else {
            pushAfter(callback.again().getFirst(), callback::afterOneTry);
        }
    }

    private void write(Callback callback, String outcome) {
        boolean acknowledged = outcome.equals(ACKNOWLEDGED);
        boolean answered = acknowledged || outcome.equals(WRONG_WORD) || outcome.startsWith("HTTP_");
        journal.write(new JournalEntry(
                JournalEntry.Direction.PUSHED,
                callback.partner(),
                callback.kind(),
                new JournalEntry.Content(callback.body(), decoder, callback.about()),
                new JournalEntry.Outcome(outcome, acknowledged, answered, callback.reference(), callback.faults())));
    }

    private String tryOnce(Callback callback) {
        HttpRequest request = HttpRequest.newBuilder(callback.target())
                .timeout(ANSWER)
                .header("Content-Type", callback.wire().contentType())
                .POST(BodyPublishers.ofString(callback.body(), callback.wire().charset()))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            String word;
            try (InputStream body = response.body()) {
                word = new String(body.readNBytes(LONGEST_WORD), StandardCharsets.UTF_8);
            }
            if (response.statusCode() != OK) {
                return "HTTP_" + response.statusCode();
            }
            String asked = callback.wire().acknowledgement();
            String told = callback.wire().exactly() ? word : word.strip();
            return asked == null || asked.equals(told) ? ACKNOWLEDGED : WRONG_WORD;
        } catch (IOException broken) {
            log.debug("{} {} got no answer", callback.partner(), callback.kind(), broken);
            return NO_ANSWER;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return NO_ANSWER;
        }
    }

    private @Nullable JsonNode decoded(String raw) {
        try {
            return json.readTree(raw);
        } catch (JacksonException notJson) {
            log.debug("A callback was not JSON", notJson);
            return null;
        }
    }

    @Override
    public void close() {
        couriers.forEach(Thread::interrupt);
        http.shutdownNow();
    }
}
