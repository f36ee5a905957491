package io.jiaxiao.order.payment.web;

import io.jiaxiao.order.payment.OddPayment;
import io.jiaxiao.order.payment.OperateOddPayments;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operators settle money of another sum than was asked for (异额收款). The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/odd-payments")
class OddPaymentController {

    private final OperateOddPayments operate;

    OddPaymentController(OperateOddPayments operate) {
        this.operate = operate;
    }

    /** @param decision missing while nobody has settled it */
    record OddLine(
            String paymentId,
            String orderId,
            long askedFen,
            long receivedFen,
            Instant paidAt,
            Instant foundAt,
            OddPayment.@Nullable Decision decision) {

        static OddLine of(OddPayment odd) {
            return new OddLine(
                    odd.paymentId(),
                    odd.orderId(),
                    odd.asked().fen(),
                    odd.received().fen(),
                    odd.paidAt(),
                    odd.found(),
                    odd.decision());
        }
    }

    record OddPage(List<OddLine> items, int page, int size) {}

    /**
     * @param receivedFen what the operator saw; another sum by now is refused
     * @param reason      in the operator's words
     */
    record Settling(
            @NotNull OddPayment.Decision decision,
            @Min(1) long receivedFen,
            @NotBlank @Size(min = 2, max = 200) String reason) {}

    /** The oldest first. */
    @GetMapping
    OddPage list(
            @RequestParam(defaultValue = "false") boolean settled,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return new OddPage(
                operate.page(settled, (long) page * size, size).stream()
                        .map(OddLine::of)
                        .toList(),
                page,
                size);
    }

    @PostMapping("/{id}/settlements")
    OperateOddPayments.Settled settle(
            @PathVariable @Min(1) long id,
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}") String key,
            @Valid @RequestBody Settling request,
            Caller caller) {
        return operate.settle(
                caller,
                key,
                new OperateOddPayments.Wish(
                        Long.toString(id), request.decision(), request.receivedFen(), request.reason()));
    }
}
