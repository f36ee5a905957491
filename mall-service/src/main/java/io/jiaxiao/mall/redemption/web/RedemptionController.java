package io.jiaxiao.mall.redemption.web;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.mall.redemption.OwnOrder;
import io.jiaxiao.mall.redemption.RedeemPoints;
import io.jiaxiao.mall.redemption.RedemptionReads;
import io.jiaxiao.mall.redemption.ReturnGoods;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.domain.RiskVerdict;
import io.jiaxiao.mall.supply.CardSecret;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own redemptions. Numbers are texts: JavaScript cannot hold 64 bits. */
@RestController
@RequestMapping("/api/v1/redemptions")
class RedemptionController {

    private final RedeemPoints redeem;
    private final OwnOrder own;
    private final ReturnGoods goods;
    private final RedemptionReads reads;

    RedemptionController(RedeemPoints redeem, OwnOrder own, ReturnGoods goods, RedemptionReads reads) {
        this.redeem = redeem;
        this.own = own;
        this.goods = goods;
        this.reads = reads;
    }

    /**
     * @param addressId one of the own address book, for goods only
     * @param mobile    number to top up, for a recharge only
     * @param admission to a flash sale, as it was given to the buyer
     */
    record RedeemRequest(
            @NotNull @Pattern(regexp = "[1-9][0-9]{0,18}") String skuId,
            @Min(1) @Max(99) int quantity,
            @Nullable @Pattern(regexp = "[1-9][0-9]{0,18}") String addressId,
            @Nullable @Size(max = 32) String mobile,
            @Nullable @Size(max = 512) String admission) {

        @Override
        public String toString() {
            return "RedeemRequest[skuId=" + skuId + ", quantity=" + quantity + "]";
        }
    }

    /** The order as it was accepted; the same for every replay of its key. */
    record AcceptedResponse(
            String id,
            RedemptionState state,
            String skuId,
            String name,
            int quantity,
            long points,
            Instant acceptedAt) {

        static AcceptedResponse of(Redemption order) {
            return new AcceptedResponse(
                    Long.toString(order.id()),
                    order.verdict() == RiskVerdict.REVIEW ? RedemptionState.REVIEW : RedemptionState.ACCEPTED,
                    Long.toString(order.skuId()),
                    order.name(),
                    order.quantity(),
                    order.points(),
                    order.acceptedAt());
        }
    }

    /** @param nextCursor missing on the last page */
    record RedemptionList(List<RedemptionLine> items, @Nullable String nextCursor) {}

    /** @param reason needed from the second time on */
    record RevealRequest(@Nullable @Size(max = 100) String reason) {}

    record CardResponse(String number, String password, @Nullable LocalDate validUntil) {

        @Override
        public String toString() {
            return "CardResponse[hidden]";
        }
    }

    record ReturnRequest(@Min(1) @Max(99) int quantity, @NotBlank @Size(max = 200) String reason) {

        @Override
        public String toString() {
            return "ReturnRequest[quantity=" + quantity + "]";
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AcceptedResponse redeem(
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}") String key,
            @RequestHeader(name = "X-Device-Id", required = false) @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}") @Nullable
                    String device,
            @Valid @RequestBody RedeemRequest request,
            Caller caller) {
        String mobile = request.mobile();
        String addressId = request.addressId();
        return AcceptedResponse.of(redeem.redeem(new RedeemPoints.Wish(
                CallerPerson.id(caller),
                key,
                Numbers.parse(request.skuId()),
                request.quantity(),
                addressId == null ? null : Numbers.parse(addressId),
                mobile == null ? null : Mobile.parse(mobile),
                request.admission(),
                device,
                caller.clientIp())));
    }

    /** Newest first. */
    @GetMapping
    RedemptionList list(
            @RequestParam(defaultValue = "9223372036854775807") @Min(1) long cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size,
            Caller caller) {
        List<Redemption> found = reads.ofPerson(CallerPerson.id(caller), cursor, size + 1);
        List<Redemption> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Long.toString(page.getLast().id()) : null;
        return new RedemptionList(page.stream().map(RedemptionLine::of).toList(), next);
    }

    @GetMapping("/{id}")
    RedemptionDetail one(@PathVariable long id, Caller caller) {
        return RedemptionDetail.of(reads.ofPerson(CallerPerson.id(caller), id));
    }

    @PostMapping("/{id}/cancellations")
    RedemptionDetail cancel(@PathVariable long id, Caller caller) {
        own.cancel(CallerPerson.id(caller), id);
        return one(id, caller);
    }

    @PostMapping("/{id}/receipts")
    RedemptionDetail confirmReceipt(@PathVariable long id, Caller caller) {
        own.confirmReceipt(CallerPerson.id(caller), id);
        return one(id, caller);
    }

    /** Never kept by anything on the way. */
    @PostMapping("/{id}/card-reveals")
    ResponseEntity<CardResponse> reveal(
            @PathVariable long id, @Valid @RequestBody RevealRequest request, Caller caller) {
        CardSecret secret = own.revealCard(caller, CallerPerson.id(caller), id, request.reason());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new CardResponse(secret.number(), secret.password(), secret.validUntil()));
    }

    @PostMapping("/{id}/returns")
    @ResponseStatus(HttpStatus.CREATED)
    RedemptionDetail sendBack(@PathVariable long id, @Valid @RequestBody ReturnRequest request, Caller caller) {
        goods.request(CallerPerson.id(caller), id, request.quantity(), request.reason());
        return one(id, caller);
    }
}
