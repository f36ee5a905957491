package io.jiaxiao.starter.partner;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls one partner and never throws: an answer, certainly nothing, or nobody knows. */
public final class PartnerLine implements AutoCloseable {

    /** Nothing of the request left this machine. */
    public static final String NOT_CONNECTED = "NOT_CONNECTED";

    /** It left, and then there was silence, or half an answer. */
    public static final String NO_ANSWER = "NO_ANSWER";

    private static final Logger log = LoggerFactory.getLogger(PartnerLine.class);
    private static final int OK = 200;
    private static final long MOST_BYTES = 4L << 20;

    /** Statuses below 500 that something behind the request may still have outlived. */
    private static final Set<Integer> DOUBTFUL = Set.of(408, 409, 425, 429, 499);

    private final String partner;
    private final Duration deadline;
    private final long mostBytes;
    private final HttpClient http;

    /**
     * @param partner short name, for the log
     * @param connect longest wait for a connection
     * @param read    longest wait for the whole answer once connected
     */
    public PartnerLine(String partner, Duration connect, Duration read) {
        this(partner, connect, read, MOST_BYTES);
    }

    /** @param mostBytes a longer answer counts as none */
    public PartnerLine(String partner, Duration connect, Duration read, long mostBytes) {
        this.partner = partner;
        this.deadline = connect.plus(read);
        this.mostBytes = mostBytes;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .build();
    }

    public Heard post(URI uri, String contentType, byte[] body) {
        var sent = new ObservedBody(body);
        return heard(
                HttpRequest.newBuilder(uri).header("Content-Type", contentType).POST(sent), sent::withdraw);
    }

    /** Fetches what asking does not change; whether the question was heard is not told. */
    public Heard get(URI uri) {
        return heard(HttpRequest.newBuilder(uri).GET(), () -> false);
    }

    /** @param withdrawn whether certainly nothing was sent, and now never will be */
    private Heard heard(HttpRequest.Builder asked, BooleanSupplier withdrawn) {
        HttpRequest request = asked.timeout(deadline).build();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, new BoundedAnswer(mostBytes));
        try {
            // The request's own limit ends with the headers; this one also bounds a body that only drips.
            HttpResponse<byte[]> response = answer.get(deadline.toMillis() + 500, TimeUnit.MILLISECONDS);
            return heard(response.statusCode(), response.body());
        } catch (ExecutionException e) {
            return broken(withdrawn, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | CancellationException e) {
            answer.cancel(true);
            return broken(withdrawn, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return broken(withdrawn, e);
        }
    }

    /**
     * Partners answer 200 whatever they have to say, so anything else came from in front of them. A 3xx or 4xx was stopped
     * there; what stands behind a 5xx may have taken the request first.
     */
    private Heard heard(int status, byte[] body) {
        if (status == OK) {
            return new Heard.Answer(body);
        }
        String code = "HTTP_" + status;
        log.warn("{} answered with status {}", partner, status);
        return status >= 300 && status < 500 && !DOUBTFUL.contains(status)
                ? new Heard.WithoutEffect(code)
                : new Heard.Unknown(code);
    }

    /** Whether the client ever came for the body is certain; without its body a request can have no effect. */
    private Heard broken(BooleanSupplier withdrawn, Throwable cause) {
        boolean nothingSent = withdrawn.getAsBoolean();
        log.warn(
                "{} gave no answer, {}: {}",
                partner,
                nothingSent ? "nothing was sent" : "unknown whether taken",
                // Its message may quote what the partner sent.
                cause.getClass().getSimpleName());
        return nothingSent ? new Heard.WithoutEffect(NOT_CONNECTED) : new Heard.Unknown(NO_ANSWER);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
