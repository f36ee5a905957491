package io.jiaxiao.acceptance;

import io.jiaxiao.control.demo.Http;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Asks the same thing, under the same key, until there is an answer: what an app does for a person who goes on pressing. */
final class Persistent {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private Persistent() {}

    /** One asking. */
    @FunctionalInterface
    interface Ask {
        Http.Answer send() throws IOException, InterruptedException;
    }

    /** Whether it says yes or no; silence, a failure, and "still at it" say neither. */
    static boolean isDecided(Http.Answer answer) {
        if (answer.status() == 409 && answer.body().contains("IN_PROGRESS") || answer.status() == 429) {
            return false;
        }
        return answer.status() >= 200 && answer.status() < 500;
    }

    /** @throws IllegalStateException when nobody answers for two minutes */
    static Http.Answer until(Ask ask) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        String last = "nothing";
        while (Instant.now().isBefore(end)) {
            try {
                Http.Answer answer = ask.send();
                if (isDecided(answer)) {
                    return answer;
                }
                last = answer.toString();
            } catch (IOException silence) {
                last = silence.toString();
            }
            Thread.sleep(BETWEEN);
        }
        throw new IllegalStateException("no answer for two minutes, the last was " + last);
    }
}
