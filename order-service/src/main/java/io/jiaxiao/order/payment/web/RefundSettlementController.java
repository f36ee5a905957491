package io.jiaxiao.order.payment.web;

import io.jiaxiao.order.payment.SettleRefunds;
import io.jiaxiao.order.payment.domain.RefundSettlement;
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
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Two operators settle a refused refund whose money went by another way (另行退款). The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/payment-refunds")
class RefundSettlementController {

    private final SettleRefunds settle;

    RefundSettlementController(SettleRefunds settle) {
        this.settle = settle;
    }

    /**
     * @param reference by what the money can be found where it went, such as the number of a bank transfer
     * @param reason    in the operator's words
     */
    record SettlementWish(
            @NotBlank @Size(min = 2, max = 64) String reference, @NotBlank @Size(min = 2, max = 200) String reason) {}

    /** @param reason in the operator's words */
    record SettlementDecision(@NotBlank @Size(min = 2, max = 200) String reason) {}

    /** @param decidedBy missing while it waits for another operator */
    record SettlementLine(
            String id,
            String refundId,
            String paymentId,
            long amountFen,
            String reference,
            String reason,
            RefundSettlement.State state,
            String requestedBy,
            Instant requestedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decisionReason) {

        static SettlementLine of(RefundSettlement one) {
            return new SettlementLine(
                    Long.toString(one.id()),
                    Long.toString(one.refundId()),
                    Long.toString(one.paymentId()),
                    one.amount().fen(),
                    one.reference(),
                    one.reason(),
                    one.state(),
                    one.requestedBy(),
                    one.requestedAt(),
                    one.decidedBy(),
                    one.decidedAt(),
                    one.decisionReason());
        }
    }

    /** @param nextCursor missing on the last page */
    record SettlementsPage(List<SettlementLine> items, @Nullable String nextCursor) {}

    @PostMapping("/{id}/settlements")
    @ResponseStatus(HttpStatus.CREATED)
    SettlementLine requestSettlement(
            @PathVariable @Min(1) long id,
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}") String key,
            @Valid @RequestBody SettlementWish wish,
            Caller caller) {
        return SettlementLine.of(
                settle.request(caller, key, new SettleRefunds.Wish(id, wish.reference(), wish.reason())));
    }

    /** Newest first. */
    @GetMapping("/settlements")
    SettlementsPage settlements(
            @RequestParam(required = false) RefundSettlement.@Nullable State state,
            @RequestParam(defaultValue = "9223372036854775807") @Min(1) long cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        List<RefundSettlement> found = settle.page(state, cursor, size + 1);
        List<RefundSettlement> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Long.toString(page.getLast().id()) : null;
        return new SettlementsPage(page.stream().map(SettlementLine::of).toList(), next);
    }

    @PostMapping("/settlements/{id}/approve")
    SettlementLine approveSettlement(
            @PathVariable @Min(1) long id, @Valid @RequestBody SettlementDecision decision, Caller caller) {
        return SettlementLine.of(settle.approve(caller, id, decision.reason()));
    }

    @PostMapping("/settlements/{id}/reject")
    SettlementLine rejectSettlement(
            @PathVariable @Min(1) long id, @Valid @RequestBody SettlementDecision decision, Caller caller) {
        return SettlementLine.of(settle.reject(caller, id, decision.reason()));
    }
}
