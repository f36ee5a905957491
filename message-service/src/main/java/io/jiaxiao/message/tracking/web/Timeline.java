package io.jiaxiao.message.tracking.web;

import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.domain.AttemptOutcome;
import io.jiaxiao.message.lifecycle.domain.MessageSummary;
import io.jiaxiao.message.receipt.domain.ReportLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a message.
 *
 * @param attempt number of the attempt it is about; null where it is about none
 * @param code    the channel's code; null when there is none
 * @param reason  that code in Chinese
 */
record Timeline(
        Instant at,
        Event event,
        @Nullable Integer attempt,
        @Nullable String channel,
        @Nullable String code,
        @Nullable String reason) {

    /** The sorts of things that happen. */
    enum Event {
        ACCEPTED,
        ATTEMPT_STARTED,
        CHANNEL_ACCEPTED,
        CHANNEL_REFUSED,
        CHANNEL_UNKNOWN,
        REPORTED_DELIVERED,
        REPORTED_FAILED,
        EXPIRED
    }

    static List<Timeline> of(
            MessageSummary message,
            List<Attempt> attempts,
            List<ReportLine> reports,
            BiFunction<String, String, Optional<String>> reason) {
        List<Timeline> story = new ArrayList<>();
        story.add(new Timeline(message.acceptedAt(), Event.ACCEPTED, null, null, null, null));
        for (Attempt attempt : attempts) {
            int number = attempt.number();
            String channel = attempt.channel();
            story.add(new Timeline(attempt.startedAt(), Event.ATTEMPT_STARTED, number, channel, null, null));
            Instant answeredAt = attempt.answeredAt();
            if (answeredAt != null) {
                story.add(new Timeline(
                        answeredAt,
                        event(attempt.outcome()),
                        number,
                        channel,
                        orNull(attempt.code()),
                        reason.apply(channel, attempt.code()).orElse(null)));
            }
        }
        for (ReportLine report : reports) {
            String code = report.delivered() ? "" : code(report);
            story.add(new Timeline(
                    report.arrivedAt(),
                    report.delivered() ? Event.REPORTED_DELIVERED : Event.REPORTED_FAILED,
                    null,
                    report.channel(),
                    orNull(code),
                    reason.apply(report.channel(), code).orElse(null)));
        }
        Instant concludedAt = message.concludedAt();
        if (concludedAt != null && message.state().name().equals(Event.EXPIRED.name())) {
            story.add(new Timeline(concludedAt, Event.EXPIRED, null, null, null, null));
        }
        story.sort(Comparator.comparing(Timeline::at));
        return story;
    }

    private static Event event(AttemptOutcome outcome) {
        return switch (outcome) {
            case OK -> Event.CHANNEL_ACCEPTED;
            case REFUSED -> Event.CHANNEL_REFUSED;
            case UNKNOWN, OPEN -> Event.CHANNEL_UNKNOWN;
        };
    }

    private static String code(ReportLine report) {
        return report.errorCode().isEmpty() ? report.status() : report.errorCode();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
