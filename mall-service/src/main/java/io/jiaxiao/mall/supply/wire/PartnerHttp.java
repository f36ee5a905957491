package io.jiaxiao.mall.supply.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts to a partner within a deadline and never tries again by itself: only the caller knows whether it may. */
public final class PartnerHttp implements AutoCloseable {

    /** The request's own limit ends with the headers; this much later a body that only drips is given up. */
    private static final long GRACE_MILLIS = 500;

    private final HttpClient http;
    private final Duration deadline;
    private final long mostBytes;

    /**
     * @param deadline  longest wait for the whole answer once connected
     * @param mostBytes a longer answer counts as none
     */
    public PartnerHttp(Duration connect, Duration deadline, long mostBytes) {
        this.deadline = connect.plus(deadline);
        this.mostBytes = mostBytes;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .build();
    }

    /** Never throws. */
    public Heard post(URI uri, String contentType, byte[] body) {
        var sent = new ObservedBody(body);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(deadline)
                .header("Content-Type", contentType)
                .POST(sent)
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, new BoundedAnswer(mostBytes));
        try {
            HttpResponse<byte[]> response = answer.get(deadline.toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
            return new Heard.Answered(response.statusCode(), response.body());
        } catch (ExecutionException e) {
            return broken(sent, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | CancellationException e) {
            answer.cancel(true);
            return broken(sent, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return broken(sent, e);
        }
    }

    private static Heard broken(ObservedBody sent, Throwable cause) {
        String kind = cause instanceof IOException
                ? cause.toString()
                : cause.getClass().getSimpleName();
        return sent.withdraw() ? new Heard.NotSent(kind) : new Heard.Silence(kind);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
