package io.jiaxiao.message.channel.mas;

import io.jiaxiao.message.channel.OutgoingSms;
import io.jiaxiao.message.channel.SmsChannel;
import io.jiaxiao.message.channel.Submission;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 中原云MAS over HTTP. It has no idempotency key, so every doubt about an answer is {@link Submission.Unknown}. */
final class MasChannel implements SmsChannel, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MasChannel.class);

    private final MasAccount account;
    private final MasAnswers answers;
    private final URI plain;
    private final URI fromTemplate;
    private final Duration deadline;
    private final HttpClient http;

    MasChannel(MasAccount account, MasAnswers answers, MasProperties properties) {
        this.account = account;
        this.answers = answers;
        this.plain = URI.create(properties.baseUrl() + "/sms/norsubmit");
        this.fromTemplate = URI.create(properties.baseUrl() + "/sms/tmpsubmit");
        this.deadline = properties.connect().plus(properties.read());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.connect())
                .build();
    }

    @Override
    public String name() {
        return "mas";
    }

    @Override
    public String reason(String code) {
        return MasCodes.reason(code);
    }

    @Override
    public Submission submit(OutgoingSms sms) {
        String template = sms.remoteId();
        String mobile = sms.mobile().digits();
        if (template != null) {
            return post(fromTemplate, account.fromTemplate(mobile, template, sms.inOrder()));
        }
        // 云MAS takes such a content for a list of numbers with a text each
        if (sms.text().strip().startsWith("{")) {
            return new Submission.Refused(MasCodes.LOOKS_LIKE_JSON, Submission.Again.NEVER);
        }
        return post(plain, account.plain(mobile, sms.text()));
    }

    private Submission post(URI uri, String body) {
        var sent = new ObservedBody(body.getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(deadline)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .header("Accept", "application/json")
                .POST(sent)
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, new BoundedAnswer());
        try {
            // The request's own limit ends with the headers; this one also bounds a body that only drips.
            HttpResponse<byte[]> response = answer.get(deadline.toMillis() + 500, TimeUnit.MILLISECONDS);
            return answers.read(response.statusCode(), response.body());
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

    /**
     * What the kind of exception means differs between versions of the client. Whether it ever asked for the body does
     * not: without its body a request can have no effect.
     */
    private static Submission broken(ObservedBody sent, Throwable cause) {
        boolean nothingSent = sent.withdraw();
        log.warn(
                "云MAS gave no answer, {}: {}", nothingSent ? "nothing was sent" : "unknown whether taken", kind(cause));
        return nothingSent
                ? new Submission.Refused(MasCodes.NOT_CONNECTED, MasCodes.again(MasCodes.NOT_CONNECTED))
                : new Submission.Unknown(MasCodes.NO_ANSWER);
    }

    private static String kind(Throwable cause) {
        return cause instanceof IOException
                ? cause.toString()
                : cause.getClass().getSimpleName();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
