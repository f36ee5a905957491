package io.jiaxiao.roster.signin;

import feign.FeignException;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.jiaxiao.contracts.message.AcceptMessage;
import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.contracts.message.MessageApi;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.starter.remote.NeighbourUnavailableException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hands a code to message-service. Asked twice at most and under the same key, so that the code is stored there once.
 * Without message-service there is no sign-in by code: the caller tells the user so, and whoever is signed in stays so.
 */
@Component
class CodeSender {

    private static final Logger log = LoggerFactory.getLogger(CodeSender.class);

    /** No second try starts later than this after the first: somebody looks at a spinning button. */
    private static final Duration BUDGET = Duration.ofMillis(2500);

    private static final int TRIES = 2;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final MessageApi messages;

    CodeSender(MessageApi messages) {
        this.messages = messages;
    }

    /** What message-service did with the code. */
    enum Outcome {
        TAKEN,
        /** Certainly not stored there. */
        NOT_TAKEN,
        /** Asked, and nobody knows. */
        UNKNOWN
    }

    Outcome send(long id, Mobile mobile, String digits, Duration life, Instant expiresAt) {
        var message = new AcceptMessage(
                "sms-code-" + id,
                Lane.CODE,
                "SIGN_IN_CODE",
                mobile.digits(),
                Map.of("code", digits, "minutes", Long.toString(life.toMinutes())),
                expiresAt);
        long start = System.nanoTime();
        Outcome worst = Outcome.NOT_TAKEN;
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Outcome outcome = attempt(message);
            if (outcome == Outcome.TAKEN) {
                return outcome;
            }
            if (outcome == Outcome.UNKNOWN) {
                worst = outcome;
            }
            if (System.nanoTime() - start > BUDGET.toNanos()) {
                break;
            }
        }
        return worst;
    }

    private Outcome attempt(AcceptMessage message) {
        try {
            messages.accept(message);
            return Outcome.TAKEN;
        } catch (RuntimeException e) {
            Outcome outcome = classify(e);
            log.warn("{} was not handed to message-service ({}): {}", message.key(), outcome, root(e).toString());
            return outcome;
        }
    }

    private static Outcome classify(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException
                    || cause instanceof CallNotPermittedException
                    || cause instanceof BulkheadFullException
                    || cause instanceof NeighbourUnavailableException
                    || cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof FeignException answer && answer.status() == SERVICE_UNAVAILABLE
                    || cause instanceof SocketTimeoutException timeout && whileConnecting(timeout)) {
                return Outcome.NOT_TAKEN;
            }
        }
        return Outcome.UNKNOWN;
    }

    /** The JDK has one exception for both time-outs and tells them apart in its text only. */
    private static boolean whileConnecting(SocketTimeoutException timeout) {
        String message = timeout.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).startsWith("connect");
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
