package io.jiaxiao.order.purchase.web;

import io.jiaxiao.order.place.CallerPerson;
import io.jiaxiao.order.purchase.CancelSubscription;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cancelling an own subscription at once, with what comes back of its money. */
@RestController
@RequestMapping("/api/v1/subscriptions/{id}")
class CancellationController {

    private final CancelSubscription cancel;

    CancellationController(CancelSubscription cancel) {
        this.cancel = cancel;
    }

    /**
     * @param unusedDays of the {@code days} paid for
     * @param coolingOff whether all of it comes back because it was paid days ago only
     * @param returnedFen  of a promotion, come back or due already
     * @param forfeitedFen of a promotion, what will not come back after a cancellation
     */
    record ShareView(
            String purchaseId,
            String title,
            long priceFen,
            long days,
            long unusedDays,
            boolean coolingOff,
            long returnedFen,
            long forfeitedFen,
            long backFen) {

        static ShareView of(CancelSubscription.Share share) {
            return new ShareView(
                    Long.toString(share.purchase().id()),
                    share.purchase().title(),
                    share.purchase().price().fen(),
                    share.worth().days(),
                    share.worth().unusedDays(),
                    share.worth().coolingOff(),
                    share.returned().fen(),
                    share.forfeited().fen(),
                    share.back().fen());
        }
    }

    /** @param day the business day it holds for */
    record RefundPreview(String subscriptionId, LocalDate day, long backFen, List<ShareView> shares) {}

    /** @param expectedFen what the preview showed; when another sum would come back, nothing is done */
    record CancelRequest(@Nullable @Min(0) Long expectedFen) {}

    record Cancelled(String subscriptionId, long backFen) {}

    @GetMapping("/refund-preview")
    RefundPreview preview(@PathVariable @Min(1) long id, Caller caller) {
        CancelSubscription.Preview shown = cancel.preview(CallerPerson.id(caller), id);
        return new RefundPreview(
                Long.toString(id),
                shown.day(),
                shown.back().fen(),
                shown.shares().stream().map(ShareView::of).toList());
    }

    @PostMapping("/cancellations")
    Cancelled cancel(
            @PathVariable @Min(1) long id,
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}") String key,
            @Valid @RequestBody CancelRequest request,
            Caller caller) {
        CancelSubscription.Done done =
                cancel.cancel(new CancelSubscription.Wish(CallerPerson.id(caller), id, request.expectedFen()), key);
        return new Cancelled(done.subscriptionId(), done.backFen());
    }
}
