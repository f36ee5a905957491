package io.jiaxiao.order.trouble.web;

import io.jiaxiao.order.trouble.Troubles;
import io.jiaxiao.order.trouble.domain.Repair;
import io.jiaxiao.order.trouble.domain.Trouble;
import io.jiaxiao.order.trouble.domain.TroubleState;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operators work through failed payments and odd orders. The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/order-exceptions")
class OrderExceptionController {

    private final Troubles troubles;

    OrderExceptionController(Troubles troubles) {
        this.troubles = troubles;
    }

    /**
     * @param subject number of the order, payment or refund it is about
     * @param repair  what the platform has done or goes on doing by itself; empty for nothing
     * @param seen    how often it was noticed
     */
    record ExceptionLine(
            String id,
            String kind,
            String subject,
            String detail,
            String repair,
            TroubleState state,
            int seen,
            Instant firstAt,
            Instant lastAt,
            @Nullable String handledBy,
            @Nullable Instant handledAt,
            @Nullable String reason) {

        static ExceptionLine of(Trouble one) {
            boolean handled = one.handledAt() != null;
            return new ExceptionLine(
                    Long.toString(one.id()),
                    one.kind(),
                    one.subject(),
                    one.detail(),
                    Repair.of(one.kind()),
                    one.state(),
                    one.seen(),
                    one.firstAt(),
                    one.lastAt(),
                    handled ? one.handledBy() : null,
                    one.handledAt(),
                    handled ? one.reason() : null);
        }
    }

    /** @param nextCursor missing on the last page */
    record ExceptionPage(List<ExceptionLine> items, @Nullable String nextCursor) {}

    /** @param reason in the operator's words */
    record Handling(@NotBlank @Size(min = 2, max = 200) String reason) {}

    /** Newest first. */
    @GetMapping
    ExceptionPage list(
            @RequestParam(required = false) @Nullable TroubleState state,
            @RequestParam(required = false) @Pattern(regexp = "[A-Z_]{1,32}") @Nullable String kind,
            @RequestParam(defaultValue = "9223372036854775807") @Min(1) long cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        List<Trouble> found = troubles.page(state, kind, cursor, size + 1);
        List<Trouble> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Long.toString(page.getLast().id()) : null;
        return new ExceptionPage(page.stream().map(ExceptionLine::of).toList(), next);
    }

    /** Somebody looks after it. */
    @PostMapping("/{id}/acknowledgements")
    ExceptionLine acknowledge(@PathVariable @Min(1) long id, @Valid @RequestBody Handling handling, Caller caller) {
        return ExceptionLine.of(troubles.handle(caller, id, TroubleState.ACKNOWLEDGED, handling.reason()));
    }

    @PostMapping("/{id}/resolutions")
    ExceptionLine resolve(@PathVariable @Min(1) long id, @Valid @RequestBody Handling handling, Caller caller) {
        return ExceptionLine.of(troubles.handle(caller, id, TroubleState.RESOLVED, handling.reason()));
    }
}
