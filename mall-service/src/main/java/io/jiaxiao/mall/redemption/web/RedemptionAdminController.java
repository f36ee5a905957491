package io.jiaxiao.mall.redemption.web;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.redemption.OperateRedemption;
import io.jiaxiao.mall.redemption.RedemptionFilter;
import io.jiaxiao.mall.redemption.RedemptionReads;
import io.jiaxiao.mall.redemption.ReturnUndelivered;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders for operators. The role is asked for by path: everything under {@code /admin} is OPERATOR's. */
@RestController
@RequestMapping("/admin/v1/redemptions")
class RedemptionAdminController {

    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration USUAL_SPAN = Duration.ofDays(30);
    private static final Duration LONGEST_SPAN = Duration.ofDays(366);

    private final RedemptionReads reads;
    private final OperateRedemption operate;
    private final ReturnUndelivered undelivered;
    private final Clock clock;

    RedemptionAdminController(
            RedemptionReads reads, OperateRedemption operate, ReturnUndelivered undelivered, Clock clock) {
        this.reads = reads;
        this.operate = operate;
        this.undelivered = undelivered;
        this.clock = clock;
    }

    /** Why an operator does it. */
    record ReasonRequest(@NotBlank @Size(max = 200) String reason) {}

    /** @param skuId an offer of the same kind and face value; missing for the same channel again */
    record SendRequest(
            @Nullable @Pattern(regexp = "[1-9][0-9]{0,18}") String skuId, @NotBlank @Size(max = 200) String reason) {}

    /** @param quantity how many pieces did not arrive */
    record UndeliveredRequest(@Min(1) @Max(999) int quantity, @NotBlank @Size(max = 200) String reason) {}

    record DecisionRequest(@NotNull Boolean approve, @NotBlank @Size(max = 200) String reason) {}

    /**
     * @param from accepted at or after; thirty days before {@code to} when not given
     * @param to   accepted before; now when not given
     */
    @GetMapping
    AdminRedemption.Page list(
            @RequestParam(required = false) @Nullable RedemptionState state,
            @RequestParam(required = false) @Pattern(regexp = "[a-z0-9-]{1,32}") @Nullable String channel,
            @RequestParam(required = false) @Min(1) @Nullable Long personId,
            @RequestParam(required = false) @Min(1) @Nullable Long skuId,
            @RequestParam(required = false) @Pattern(regexp = "1[3-9][0-9]{9}") @Nullable String mobile,
            @RequestParam(defaultValue = "false") boolean needsPerson,
            @RequestParam(defaultValue = "false") boolean reviewDue,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        Instant until = to == null ? clock.instant().plusSeconds(1) : inTime(to);
        Instant since = from == null ? until.minus(USUAL_SPAN) : inTime(from);
        var filter = new RedemptionFilter(
                since,
                until,
                state,
                channel,
                personId,
                skuId,
                mobile == null ? null : new Mobile(mobile),
                needsPerson,
                reviewDue);
        return new AdminRedemption.Page(
                reads.find(filter, (long) page * size, size).stream()
                        .map(AdminRedemption.Line::of)
                        .toList(),
                page,
                size,
                reads.count(filter));
    }

    private Instant inTime(Instant given) {
        if (given.isBefore(EARLIEST) || given.isAfter(clock.instant().plus(LONGEST_SPAN))) {
            throw Refusal.invalid("TIME_OUT_OF_RANGE", "查询时间不在可查询的范围内").asException();
        }
        return given;
    }

    /** Personal data masked, secrets never. */
    @GetMapping("/{id}")
    AdminRedemption.Detail one(@PathVariable long id) {
        return AdminRedemption.Detail.of(reads.one(id), reads.numbers(id), reads.notices(id), reads::words);
    }

    @PostMapping("/{id}/queries")
    AdminRedemption.Detail query(@PathVariable long id, @Valid @RequestBody ReasonRequest request, Caller caller) {
        operate.query(caller, id, request.reason());
        return one(id);
    }

    @PostMapping("/{id}/sends")
    AdminRedemption.Detail send(@PathVariable long id, @Valid @RequestBody SendRequest request, Caller caller) {
        String skuId = request.skuId();
        operate.send(caller, id, skuId == null ? null : Numbers.parse(skuId), request.reason());
        return one(id);
    }

    @PostMapping("/{id}/refunds")
    AdminRedemption.Detail refund(@PathVariable long id, @Valid @RequestBody ReasonRequest request, Caller caller) {
        operate.refund(caller, id, request.reason());
        return one(id);
    }

    @PostMapping("/{id}/reviews")
    AdminRedemption.Detail review(@PathVariable long id, @Valid @RequestBody DecisionRequest request, Caller caller) {
        operate.review(caller, id, request.approve(), request.reason());
        return one(id);
    }

    /** The points of pieces that never arrived while others of the order did. */
    @PostMapping("/{id}/undelivered")
    AdminRedemption.Detail giveBackUndelivered(
            @PathVariable long id,
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}") String key,
            @Valid @RequestBody UndeliveredRequest request,
            Caller caller) {
        undelivered.giveBack(caller, key, new ReturnUndelivered.Wanted(id, request.quantity(), request.reason()));
        return one(id);
    }

    /** Also confirms or turns down a reversal. */
    @PostMapping("/{id}/returns/{returnId}/decisions")
    AdminRedemption.Detail decide(
            @PathVariable long id,
            @PathVariable long returnId,
            @Valid @RequestBody DecisionRequest request,
            Caller caller) {
        operate.decide(caller, id, returnId, request.approve(), request.reason());
        return one(id);
    }

    @PostMapping("/{id}/returns/{returnId}/completions")
    AdminRedemption.Detail goodsBack(
            @PathVariable long id,
            @PathVariable long returnId,
            @Valid @RequestBody ReasonRequest request,
            Caller caller) {
        operate.goodsBack(caller, id, returnId, request.reason());
        return one(id);
    }
}
