package io.jiaxiao.message.dispatch;

import io.jiaxiao.message.channel.Submission;
import io.jiaxiao.message.dispatch.domain.RetryPause;
import io.jiaxiao.message.lifecycle.Messages;
import io.jiaxiao.message.lifecycle.domain.Answer;
import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.domain.WaitingMessage;
import io.jiaxiao.message.receipt.Receipts;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Writes down what a channel answered, however long the database is away: the answer cannot be asked for again. */
@Component
class AnswerBook {

    private static final Logger log = LoggerFactory.getLogger(AnswerBook.class);

    private static final String NOT_CALLED = "NOT_CALLED";

    private final Messages messages;
    private final Receipts receipts;
    private final DispatchMeters meters;
    private final ChannelAlarms alarms;
    private final Clock clock;
    private final RetryTemplate untilStored;

    AnswerBook(
            Messages messages,
            Receipts receipts,
            DispatchMeters meters,
            ChannelAlarms alarms,
            Clock clock,
            DispatchProperties properties) {
        this.messages = messages;
        this.receipts = receipts;
        this.meters = meters;
        this.alarms = alarms;
        this.clock = clock;
        this.untilStored = new RetryTemplate(RetryPolicy.builder()
                .excludes(DataIntegrityViolationException.class)
                .maxRetries(Long.MAX_VALUE)
                .timeout(properties.recordWithin())
                .delay(Duration.ofMillis(100))
                .multiplier(2)
                .maxDelay(Duration.ofSeconds(2))
                .build());
    }

    /** @throws RuntimeException when it could not be stored in time; the sweep will then call the attempt unknown */
    void record(WaitingMessage message, Attempt attempt, Submission submission) {
        Answer answer = meaning(message, attempt, submission);
        meters.answered(message, attempt, submission);
        untilStored.invoke(() -> {
            messages.answered(attempt, answer);
        });
        // A report may have been quicker than this answer and waits for it.
        receipts.settleFor(message.mobile());
    }

    /** Takes back an attempt that may have been stored though its channel was not called. */
    void neverCalled(WaitingMessage message, Attempt attempt) {
        Answer answer = later(message, attempt, NOT_CALLED, false);
        untilStored.invoke(() -> {
            messages.answered(attempt, answer);
        });
    }

    private Answer meaning(WaitingMessage message, Attempt attempt, Submission submission) {
        return switch (submission) {
            case Submission.Accepted(String batch) -> new Answer.Submitted(batch);
            case Submission.Unknown(String code) -> {
                log.warn("message {} on {} is of unknown fate: {}", message.id(), attempt.channel(), code);
                yield new Answer.Unknown(code);
            }
            case Submission.Refused(String code, Submission.Again again) ->
                switch (again) {
                    case NEVER -> new Answer.Never(code);
                    case SOON, SLOWER -> later(message, attempt, code, false);
                    case AFTER_ALARM -> {
                        alarms.raise(attempt.channel(), code);
                        yield later(message, attempt, code, true);
                    }
                };
        };
    }

    private Answer later(WaitingMessage message, Attempt attempt, String code, boolean afterAlarm) {
        Duration pause = RetryPause.after(attempt.number(), message.lane(), afterAlarm);
        return new Answer.NotYet(code, clock.instant().plus(pause).truncatedTo(ChronoUnit.MILLIS));
    }
}
