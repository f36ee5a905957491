package io.jiaxiao.message.tracking.web;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.message.lifecycle.MessageFilter;
import io.jiaxiao.message.lifecycle.domain.MessageState;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Messages for operators. The role is asked for by path: everything under {@code /admin} is OPERATOR's. */
@RestController
@RequestMapping("/admin/v1/messages")
class MessageTrackController {

    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration USUAL_SPAN = Duration.ofDays(7);
    private static final Duration LONGEST_SPAN = Duration.ofDays(366);
    private static final Duration USUAL_SUMMARY = Duration.ofDays(1);

    private final TrackMessages track;
    private final Clock clock;

    MessageTrackController(TrackMessages track, Clock clock) {
        this.track = track;
        this.clock = clock;
    }

    /**
     * @param from accepted at or after; seven days before {@code to} when not given
     * @param to   accepted before; now when not given
     */
    @GetMapping
    MessagePage list(
            @RequestParam(required = false) @Pattern(regexp = "1[3-9][0-9]{9}") @Nullable String mobile,
            @RequestParam(required = false) @Nullable MessageState state,
            @RequestParam(required = false) @Nullable Lane lane,
            @RequestParam(required = false) @Pattern(regexp = "[A-Z0-9_]{1,64}") @Nullable String template,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        Instant until = until(to);
        return track.page(
                new MessageFilter(
                        from(from, until, USUAL_SPAN),
                        until,
                        mobile == null ? null : new Mobile(mobile),
                        state,
                        lane,
                        template),
                page,
                size);
    }

    /** @param id as in the list */
    @GetMapping("/{id}")
    MessageStory one(@PathVariable long id) {
        return track.story(id);
    }

    /** Counts per lane and state of what was accepted in the last day, or in the time given. */
    @GetMapping("/summary")
    LaneSummary summary(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        Instant until = until(to);
        return track.summary(from(from, until, USUAL_SUMMARY), until);
    }

    private Instant until(@Nullable Instant to) {
        Instant now = clock.instant();
        return to == null ? now : inTime("to", to, now);
    }

    private Instant from(@Nullable Instant from, Instant until, Duration usual) {
        Instant start = from == null ? until.minus(usual) : inTime("from", from, clock.instant());
        if (start.isBefore(until.minus(LONGEST_SPAN))) {
            throw Refusal.invalid("SPAN_TOO_LONG", "查询时间跨度 from 至 to 最长为一年").asException();
        }
        return start;
    }

    /** Bounded, so that neither the database nor the calendar is asked for what it cannot do. */
    private static Instant inTime(String field, Instant given, Instant now) {
        if (given.isBefore(EARLIEST) || given.isAfter(now.plus(LONGEST_SPAN))) {
            throw Refusal.invalid("TIME_OUT_OF_RANGE", field + " 不在可查询的时间范围内").asException();
        }
        return given;
    }
}
