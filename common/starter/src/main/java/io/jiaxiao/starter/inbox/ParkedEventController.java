package io.jiaxiao.starter.inbox;

import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The events a service could not take in, for operators: each service has its own under its own name. */
@RestController
@RequestMapping("/admin/v1/parked-events/${spring.application.name}")
class ParkedEventController {

    private final ParkedEvents parked;
    private final SettleParkedEvent settle;

    ParkedEventController(ParkedEvents parked, SettleParkedEvent settle) {
        this.parked = parked;
        this.settle = settle;
    }

    /** One page, the longest parked first; {@code total} counts all pages. */
    record ParkedEventsResponse(List<ParkedEventResponse> items, long total) {}

    /** @param payload the event as JSON: ids and amounts, no personal data */
    record ParkedEventResponse(
            String consumer,
            String eventId,
            String tag,
            String aggregateId,
            String payload,
            Instant occurredAt,
            String error,
            Instant parkedAt) {

        static ParkedEventResponse of(ParkedEvent event) {
            return new ParkedEventResponse(
                    event.consumer(),
                    Long.toString(event.eventId()),
                    event.tag(),
                    event.aggregateId(),
                    event.payload(),
                    event.occurredAt(),
                    event.error(),
                    event.parkedAt());
        }
    }

    /** Why an operator does it. */
    record SettleParkedEventRequest(@NotBlank(message = "请填写原因") @Size(max = 200, message = "过长") String reason) {}

    @GetMapping
    ParkedEventsResponse list(
            @RequestParam(required = false) @Size(max = 64, message = "过长") @Nullable String consumer,
            @RequestParam(defaultValue = "0") @Min(value = 0, message = "不正确") @Max(value = 10_000, message = "不正确")
                    int page,
            @RequestParam(defaultValue = "20")
                    @Min(value = 1, message = "须为1至200")
                    @Max(value = 200, message = "须为1至200")
                    int size) {
        return new ParkedEventsResponse(
                parked.page(consumer, (long) page * size, size).stream()
                        .map(ParkedEventResponse::of)
                        .toList(),
                parked.count(consumer));
    }

    @PostMapping("/{consumer}/{eventId}/retries")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(
            @PathVariable String consumer,
            @PathVariable long eventId,
            @Valid @RequestBody SettleParkedEventRequest request,
            Caller caller) {
        settle.retry(caller, consumer, eventId, request.reason());
    }

    /** Its effect will never happen; the audit keeps the event. */
    @PostMapping("/{consumer}/{eventId}/discards")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(
            @PathVariable String consumer,
            @PathVariable long eventId,
            @Valid @RequestBody SettleParkedEventRequest request,
            Caller caller) {
        settle.discard(caller, consumer, eventId, request.reason());
    }
}
