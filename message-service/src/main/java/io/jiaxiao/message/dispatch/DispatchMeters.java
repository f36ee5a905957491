package io.jiaxiao.message.dispatch;

import io.jiaxiao.message.channel.Submission;
import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.domain.WaitingMessage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What operations watch: submissions by channel and outcome, and the way from acceptance to a channel. */
@Component
class DispatchMeters {

    private final MeterRegistry meters;
    private final Clock clock;

    DispatchMeters(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    void answered(WaitingMessage message, Attempt attempt, Submission answer) {
        String outcome =
                switch (answer) {
                    case Submission.Accepted ignored -> "OK";
                    case Submission.Refused ignored -> "REFUSED";
                    case Submission.Unknown ignored -> "UNKNOWN";
                };
        Timer.builder("jiaxiao.messages.submitted")
                .description("one call of a channel")
                .tags("channel", attempt.channel(), "lane", message.lane().name(), "outcome", outcome)
                .register(meters)
                .record(Duration.between(attempt.startedAt(), clock.instant()));
        if (answer instanceof Submission.Accepted) {
            Timer.builder("jiaxiao.messages.accept.to.submit")
                    .description("from acceptance to a channel's yes")
                    .tag("lane", message.lane().name())
                    .publishPercentileHistogram()
                    .register(meters)
                    .record(Duration.between(message.acceptedAt(), clock.instant()));
        }
    }
}
