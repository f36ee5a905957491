package io.jiaxiao.order.burst.web;

import io.jiaxiao.order.burst.FindBursts;
import io.jiaxiao.order.burst.domain.CancellationBurst;
import io.jiaxiao.order.subscription.Cancellation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Bursts of cancellations, for operators. The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/cancellation-bursts")
class BurstController {

    private final FindBursts find;

    BurstController(FindBursts find) {
        this.find = find;
    }

    /**
     * @param usual     what such a window has in this school on average
     * @param threshold as many in a window were a burst
     * @param peak      most that a window had
     * @param total     cancellations since it began, each subscription once
     */
    record BurstLine(
            String id,
            String schoolId,
            CancellationBurst.State state,
            Instant beganAt,
            Instant noticedAt,
            @Nullable Instant endedAt,
            long windowSeconds,
            double usual,
            int threshold,
            int peak,
            int total) {

        static BurstLine of(FindBursts.Counted counted) {
            CancellationBurst one = counted.burst();
            return new BurstLine(
                    Long.toString(one.id()),
                    one.schoolId(),
                    one.state(),
                    one.beganAt(),
                    one.noticedAt(),
                    one.endedAt(),
                    one.windowSeconds(),
                    one.usual(),
                    one.threshold(),
                    one.peak(),
                    counted.total());
        }
    }

    /** @param nextCursor missing on the last page */
    record BurstPage(List<BurstLine> items, @Nullable String nextCursor) {}

    /** @param purchaseId the latest that paid for it; missing for none */
    record MemberLine(String subscriptionId, @Nullable String purchaseId, String product, Instant at) {

        static MemberLine of(Cancellation one) {
            Long purchase = one.purchaseId();
            return new MemberLine(
                    Long.toString(one.subscriptionId()),
                    purchase == null ? null : purchase.toString(),
                    one.productCode(),
                    one.at());
        }
    }

    /** @param nextCursor missing on the last page */
    record MemberPage(List<MemberLine> items, @Nullable String nextCursor) {}

    /** Newest first. */
    @GetMapping
    BurstPage list(
            @RequestParam(required = false) CancellationBurst.@Nullable State state,
            @RequestParam(required = false) @Pattern(regexp = "[A-Za-z0-9]{1,32}") @Nullable String schoolId,
            @RequestParam(defaultValue = "9223372036854775807") @Min(1) long cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        List<FindBursts.Counted> found = find.page(state, schoolId, cursor, size + 1);
        List<FindBursts.Counted> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Long.toString(page.getLast().burst().id()) : null;
        return new BurstPage(page.stream().map(BurstLine::of).toList(), next);
    }

    @GetMapping("/{id}")
    BurstLine one(@PathVariable @Min(1) long id) {
        return BurstLine.of(find.find(id));
    }

    /** The cancellations it is made of, by subscription. */
    @GetMapping("/{id}/cancellations")
    MemberPage members(
            @PathVariable @Min(1) long id,
            @RequestParam(defaultValue = "0") @Min(0) long cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int size) {
        List<Cancellation> found = find.members(id, cursor, size + 1);
        List<Cancellation> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Long.toString(page.getLast().subscriptionId()) : null;
        return new MemberPage(page.stream().map(MemberLine::of).toList(), next);
    }
}
