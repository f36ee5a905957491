package io.jiaxiao.order.purchase.web;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.purchase.CancelSubscription;
import io.jiaxiao.order.purchase.RefundAboveRules;
import io.jiaxiao.order.purchase.domain.OperatorRefund;
import io.jiaxiao.order.purchase.domain.OperatorRefund.Effect;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators give money back above the rules; above a limit two of them. The role is asked for by path. */
@RestController
class OperatorRefundController {

    private final RefundAboveRules refunds;

    OperatorRefundController(RefundAboveRules refunds) {
        this.refunds = refunds;
    }

    /** @param subscription LEAVE: it stays as it is; END: it ends with the refund */
    record PreviewWish(@NotNull @Min(1) @Max(10_000_000) Long amountFen, @NotNull Effect subscription) {}

    /** @param subscription LEAVE: it stays as it is; END: it ends with the refund */
    record RefundWish(
            @NotNull @Min(1) @Max(10_000_000) Long amountFen,
            @NotNull Effect subscription,
            @NotBlank @Size(min = 2, max = 200) String reason) {}

    /** @param reason in the operator's words */
    record Decision(@NotBlank @Size(min = 2, max = 200) String reason) {}

    /** Comes back by the rules of another purchase behind the subscription. */
    record OtherShare(String purchaseId, String payerId, long backFen) {

        static OtherShare of(CancelSubscription.Share share) {
            return new OtherShare(
                    Long.toString(share.purchase().id()),
                    Long.toString(share.purchase().personId()),
                    share.back().fen());
        }
    }

    /**
     * @param mostFen        what can be given back: the price less what was asked back and what a promotion still owes
     * @param leastFen       what the rules give back anyway when it ends
     * @param fits           whether the amount is possible
     * @param running        whether the subscription runs on afterwards
     * @param paidThrough    its last paid day afterwards
     * @param secondOperator whether another operator has to agree
     */
    record RefundForecast(
            String purchaseId,
            String subscriptionId,
            Effect subscription,
            long amountFen,
            long mostFen,
            long leastFen,
            boolean fits,
            boolean running,
            LocalDate paidThrough,
            List<OtherShare> others,
            boolean secondOperator) {}

    /** @param nextCursor missing on the last page */
    record RefundPage(List<OperatorRefundView> items, @Nullable String nextCursor) {}

    @PostMapping("/admin/v1/purchases/{id}/refund-previews")
    RefundForecast preview(@PathVariable @Min(1) long id, @Valid @RequestBody PreviewWish wish) {
        RefundAboveRules.Preview shown = refunds.preview(id, Money.ofFen(wish.amountFen()), wish.subscription());
        return new RefundForecast(
                Long.toString(id),
                Long.toString(shown.subscriptionId()),
                shown.effect(),
                shown.amount().fen(),
                shown.most().fen(),
                shown.least().fen(),
                shown.fits(),
                shown.running(),
                shown.paidThrough(),
                shown.others().stream().map(OtherShare::of).toList(),
                shown.second());
    }

    @PostMapping("/admin/v1/purchases/{id}/refunds")
    @ResponseStatus(HttpStatus.CREATED)
    OperatorRefundView request(
            @PathVariable @Min(1) long id,
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}") String key,
            @Valid @RequestBody RefundWish wish,
            Caller caller) {
        return OperatorRefundView.of(refunds.request(
                caller,
                key,
                new RefundAboveRules.Wanted(id, Money.ofFen(wish.amountFen()), wish.subscription(), wish.reason())));
    }

    /** Newest first. */
    @GetMapping("/admin/v1/purchase-refunds")
    RefundPage list(
            @RequestParam(required = false) OperatorRefund.@Nullable State state,
            @RequestParam(required = false) @Min(1) @Nullable Long purchaseId,
            @RequestParam(defaultValue = "9223372036854775807") @Min(1) long cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        List<OperatorRefund> found = refunds.page(state, purchaseId, cursor, size + 1);
        List<OperatorRefund> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Long.toString(page.getLast().id()) : null;
        return new RefundPage(page.stream().map(OperatorRefundView::of).toList(), next);
    }

    @GetMapping("/admin/v1/purchase-refunds/{id}")
    OperatorRefundView one(@PathVariable @Min(1) long id) {
        return OperatorRefundView.of(refunds.find(id));
    }

    @PostMapping("/admin/v1/purchase-refunds/{id}/approve")
    OperatorRefundView approve(@PathVariable @Min(1) long id, @Valid @RequestBody Decision decision, Caller caller) {
        return OperatorRefundView.of(refunds.approve(caller, id, decision.reason()));
    }

    @PostMapping("/admin/v1/purchase-refunds/{id}/reject")
    OperatorRefundView reject(@PathVariable @Min(1) long id, @Valid @RequestBody Decision decision, Caller caller) {
        return OperatorRefundView.of(refunds.reject(caller, id, decision.reason()));
    }
}
