package io.jiaxiao.order.purchase.web;

import io.jiaxiao.order.place.CallerPerson;
import io.jiaxiao.order.purchase.OrderOnBill;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionState;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** An own purchase on the carrier's bill, and its end. What a parent saw and did is kept as evidence. */
@RestController
class BillController {

    private final OrderOnBill bill;

    BillController(OrderOnBill bill) {
        this.bill = bill;
    }

    /** @param shown the purchase's {@code billTerms}, as they were shown */
    record CodeRequest(@NotBlank @Size(max = 2000) String shown) {}

    /** @param againInSeconds until another may be asked for */
    record CodeSent(long livesSeconds, long againInSeconds) {}

    record ConfirmationRequest(@NotNull @Pattern(regexp = "[0-9]{4,8}") String code) {}

    /** @param result whether the carrier has it for certain; the purchase tells when it runs */
    record Confirmation(OrderOnBill.Taken result) {}

    /** @param through last day it can be used, unless the carrier names another one */
    record Ending(String subscriptionId, SubscriptionState state, LocalDate through) {}

    /** The carrier sends it to the parent's phone; another one replaces it. */
    @PostMapping("/api/v1/purchases/{id}/carrier-codes")
    CodeSent code(
            @PathVariable @Min(1) long id,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent,
            @Valid @RequestBody CodeRequest request,
            Caller caller) {
        OrderOnBill.CodeSent sent = bill.askCode(
                CallerPerson.id(caller), id, request.shown(), new OrderOnBill.Tap(caller.clientIp(), userAgent));
        return new CodeSent(sent.lives().toSeconds(), sent.again().toSeconds());
    }

    @PostMapping("/api/v1/purchases/{id}/carrier-confirmations")
    Confirmation confirm(
            @PathVariable @Min(1) long id,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent,
            @Valid @RequestBody ConfirmationRequest request,
            Caller caller) {
        return new Confirmation(bill.confirm(
                CallerPerson.id(caller), id, request.code(), new OrderOnBill.Tap(caller.clientIp(), userAgent)));
    }

    /** Unsubscribes what the carrier bills; it ends with the month. */
    @PostMapping("/api/v1/subscriptions/{id}/carrier-endings")
    Ending end(@PathVariable @Min(1) long id, Caller caller) {
        Subscription ending = bill.end(CallerPerson.id(caller), id);
        return new Ending(Long.toString(id), ending.state(), ending.paidThrough());
    }
}
