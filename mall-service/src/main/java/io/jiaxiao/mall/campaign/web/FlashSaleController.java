package io.jiaxiao.mall.campaign.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.campaign.AdmitBuyer;
import io.jiaxiao.mall.campaign.ManageFlashSales;
import io.jiaxiao.mall.campaign.domain.FlashSale;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Flash sales for buyers. */
@RestController
@RequestMapping("/api/v1/flash-sales")
class FlashSaleController {

    private static final Refusal UNKNOWN = Refusal.notFound("FLASH_SALE_UNKNOWN", "没有这个活动");
    private static final int MOST = 50;

    private final AdmitBuyer admit;
    private final ManageFlashSales sales;

    FlashSaleController(AdmitBuyer admit, ManageFlashSales sales) {
        this.admit = admit;
        this.sales = sales;
    }

    /** Running and coming, the next to begin first. */
    @GetMapping
    SaleList list() {
        return new SaleList(sales.current(MOST).stream().map(SaleCard::of).toList());
    }

    @GetMapping("/{id}")
    SaleCard one(@PathVariable long id) {
        return sales.find(id).map(SaleCard::of).orElseThrow(UNKNOWN::asException);
    }

    /** @param key the buyer's number for the attempt; the same one again gets the same admission */
    @PostMapping("/{id}/admissions")
    @ResponseStatus(HttpStatus.CREATED)
    AdmissionAnswer admit(
            @PathVariable long id,
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String key,
            @RequestBody @Valid AdmissionRequest body,
            Caller caller) {
        return switch (admit.admit(id, caller.personId(), body.quantity(), key)) {
            case AdmitBuyer.Answer.Admitted yes -> new AdmissionAnswer(yes.admission(), yes.expiresAt());
            case AdmitBuyer.Answer.Refused no -> throw no.refusal().asException();
        };
    }

    record AdmissionRequest(@NotNull @Min(1) @Max(100) Integer quantity) {}

    /** @param admission to be shown with the order, before {@code expiresAt} */
    record AdmissionAnswer(String admission, Instant expiresAt) {}

    record SaleList(List<SaleCard> items) {}

    /** @param perPersonLimit 0 for any number */
    record SaleCard(
            String id,
            String goodsId,
            String name,
            long pointsPrice,
            int perPersonLimit,
            long units,
            Instant startsAt,
            Instant endsAt) {

        static SaleCard of(FlashSale sale) {
            return new SaleCard(
                    Long.toString(sale.id()),
                    Long.toString(sale.skuId()),
                    sale.name(),
                    sale.pointsPrice(),
                    sale.perPersonLimit(),
                    sale.units(),
                    sale.startsAt(),
                    sale.endsAt());
        }
    }
}
