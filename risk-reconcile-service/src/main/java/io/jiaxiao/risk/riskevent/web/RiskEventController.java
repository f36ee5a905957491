package io.jiaxiao.risk.riskevent.web;

import io.jiaxiao.risk.riskevent.RiskEventFilter;
import io.jiaxiao.risk.riskevent.RiskEvents;
import io.jiaxiao.risk.riskevent.domain.RiskEvent;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The library of risk events, for operators. */
@RestController
@RequestMapping("/admin/v1/risk/events")
class RiskEventController {

    private final RiskEvents events;

    RiskEventController(RiskEvents events) {
        this.events = events;
    }

    /** @param reason in the operator's words */
    record Acknowledgement(@NotBlank @Size(min = 2, max = 200) String reason) {}

    /** @param endedAt missing while it lasts */
    record EventLine(
            String id,
            String kind,
            String subject,
            String detail,
            Map<String, Number> figures,
            Instant beganAt,
            @Nullable Instant endedAt,
            Instant toldAt,
            RiskEvent.State state,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt,
            @Nullable String reason) {

        static EventLine of(RiskEvent one) {
            return new EventLine(
                    Long.toString(one.id()),
                    one.kind(),
                    one.subject(),
                    one.detail(),
                    one.figures(),
                    one.beganAt(),
                    one.endedAt(),
                    one.toldAt(),
                    one.state(),
                    one.acknowledgedBy(),
                    one.acknowledgedAt(),
                    one.reason());
        }
    }

    /** @param nextCursor missing on the last page */
    record EventPage(List<EventLine> items, @Nullable String nextCursor) {}

    /**
     * @param sourceId the number under which the source knows more
     * @param evidence what the figures are made of, as far as the source listed it
     */
    record EventStory(EventLine event, String sourceId, List<RiskEvent.Evidence> evidence) {

        static EventStory of(RiskEvent one) {
            return new EventStory(EventLine.of(one), one.sourceId(), one.evidence());
        }
    }

    /**
     * Newest first.
     *
     * @param subject e.g. a school
     * @param lasting true for those that last, false for those that are over
     */
    @GetMapping
    EventPage list(
            @RequestParam(required = false) @Pattern(regexp = "[A-Z_]{1,32}") @Nullable String kind,
            @RequestParam(required = false) @Pattern(regexp = "[A-Za-z0-9]{1,64}") @Nullable String subject,
            @RequestParam(required = false) RiskEvent.@Nullable State state,
            @RequestParam(required = false) @Nullable Boolean lasting,
            @RequestParam(defaultValue = "9223372036854775807") @Min(1) long cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        List<RiskEvent> found = events.page(new RiskEventFilter(kind, subject, state, lasting), cursor, size + 1);
        List<RiskEvent> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Long.toString(page.getLast().id()) : null;
        return new EventPage(page.stream().map(EventLine::of).toList(), next);
    }

    @GetMapping("/{id}")
    EventStory one(@PathVariable @Min(1) long id) {
        return EventStory.of(events.find(id));
    }

    /** Somebody looks after it. */
    @PostMapping("/{id}/acknowledge")
    EventStory acknowledge(
            @PathVariable @Min(1) long id, @Valid @RequestBody Acknowledgement acknowledgement, Caller caller) {
        return EventStory.of(events.acknowledge(caller, id, acknowledgement.reason()));
    }
}
