package io.jiaxiao.order.payment.web;

import io.jiaxiao.order.payment.OperateRefunds;
import io.jiaxiao.order.payment.domain.Refund;
import io.jiaxiao.order.payment.domain.RefundState;
import io.jiaxiao.order.payment.store.RefundStore;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The work list of refunds, for operators. */
@RestController
@RequestMapping("/admin/v1/payment-refunds")
class RefundAdminController {

    private final OperateRefunds operate;

    RefundAdminController(OperateRefunds operate) {
        this.operate = operate;
    }

    @GetMapping("/troubled")
    TroubledPage troubled(
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        List<TroubledLine> lines = operate.troubled((long) page * size, size).stream()
                .map(TroubledLine::of)
                .toList();
        return new TroubledPage(lines, page, size);
    }

    @PostMapping("/{id}/retries")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(@PathVariable long id, @RequestBody @Valid Retry body, Caller caller) {
        operate.retry(caller, id, body.reason());
    }

    /** @param reason why it may work now, in the operator's words */
    record Retry(@NotBlank @Size(min = 2, max = 200) String reason) {}

    record TroubledPage(List<TroubledLine> items, int page, int size) {}

    /** @param lastCode what the partner said last */
    record TroubledLine(
            String id,
            String paymentId,
            long amountFen,
            String reason,
            RefundState state,
            int tries,
            String lastCode,
            Instant createdAt) {

        static TroubledLine of(RefundStore.Troubled troubled) {
            Refund refund = troubled.refund();
            return new TroubledLine(
                    refund.number(),
                    Long.toString(refund.paymentId()),
                    refund.amount().fen(),
                    refund.reason(),
                    refund.state(),
                    refund.tries(),
                    troubled.lastCode(),
                    troubled.createdAt());
        }
    }
}
