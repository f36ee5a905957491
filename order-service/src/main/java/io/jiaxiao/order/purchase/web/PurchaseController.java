package io.jiaxiao.order.purchase.web;

import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.place.CallerPerson;
import io.jiaxiao.order.purchase.MakePurchase;
import io.jiaxiao.order.purchase.OwnPurchase;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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

/** One's own purchases. Numbers are texts: JavaScript cannot hold 64 bits. */
@RestController
@RequestMapping("/api/v1/purchases")
class PurchaseController {

    private final MakePurchase make;
    private final OwnPurchase own;

    PurchaseController(MakePurchase make, OwnPurchase own) {
        this.make = make;
        this.own = own;
    }

    record PurchaseRequest(
            @NotNull @Pattern(regexp = Numbers.FORM) String quoteId,
            @NotNull @Pattern(regexp = "[A-Za-z0-9]{1,32}") String childId,
            @NotNull PayMethod method) {}

    /** @param qrCode the address to draw as a QR code */
    record PaymentCode(String qrCode, Instant expires) {}

    /** @param nextCursor missing on the last page */
    record PurchaseList(List<PurchaseView.PurchaseLine> items, @Nullable String nextCursor) {}

    /** The same for every replay of its key, but for what has become of the purchase since. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    PurchaseView.PurchaseLine make(
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}") String key,
            @RequestHeader(name = "X-Device-Id", required = false) @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}") @Nullable
                    String device,
            @Valid @RequestBody PurchaseRequest request,
            Caller caller) {
        return PurchaseView.PurchaseLine.of(make.make(new MakePurchase.Wish(
                CallerPerson.id(caller),
                key,
                Numbers.parse(request.quoteId()),
                request.childId(),
                request.method(),
                device,
                caller.clientIp())));
    }

    /** Newest first. */
    @GetMapping
    PurchaseList list(
            @RequestParam(defaultValue = "9223372036854775807") @Min(1) long cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size,
            Caller caller) {
        List<Purchase> found = own.list(CallerPerson.id(caller), cursor, size + 1);
        List<Purchase> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Long.toString(page.getLast().id()) : null;
        return new PurchaseList(page.stream().map(PurchaseView.PurchaseLine::of).toList(), next);
    }

    @GetMapping("/{id}")
    PurchaseView one(@PathVariable @Min(1) long id, Caller caller) {
        return PurchaseView.of(own.read(CallerPerson.id(caller), id));
    }

    /** The code to scan, the same each time it is asked for. */
    @PostMapping("/{id}/payment-code")
    PaymentCode code(@PathVariable @Min(1) long id, Caller caller) {
        OwnPurchase.Code code = own.paymentCode(CallerPerson.id(caller), id);
        return new PaymentCode(code.qrCode(), code.expires());
    }

    /** Before it is paid; after that the subscription is cancelled instead. */
    @PostMapping("/{id}/cancellations")
    PurchaseView cancel(@PathVariable @Min(1) long id, Caller caller) {
        own.cancel(CallerPerson.id(caller), id);
        return one(id, caller);
    }
}
