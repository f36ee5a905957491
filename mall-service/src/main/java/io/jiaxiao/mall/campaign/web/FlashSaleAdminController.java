package io.jiaxiao.mall.campaign.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.campaign.ManageFlashSales;
import io.jiaxiao.mall.campaign.domain.FlashSale;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Flash sales for operators. */
@RestController
@RequestMapping("/admin/v1/flash-sales")
class FlashSaleAdminController {

    private static final Refusal UNKNOWN = Refusal.notFound("FLASH_SALE_UNKNOWN", "没有这个活动");
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final ManageFlashSales manage;

    FlashSaleAdminController(ManageFlashSales manage) {
        this.manage = manage;
    }

    @GetMapping
    SalePage list(
            @RequestParam(required = false) FlashSale.@Nullable State state,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return new SalePage(
                manage.page(state, (long) page * size, size).stream()
                        .map(SaleLine::of)
                        .toList(),
                page,
                size);
    }

    @GetMapping("/{id}")
    SaleLine one(@PathVariable long id) {
        return manage.find(id).map(SaleLine::of).orElseThrow(UNKNOWN::asException);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SaleLine create(@RequestBody @Valid NewSale body, Caller caller) {
        return SaleLine.of(manage.create(
                caller,
                new ManageFlashSales.Plan(
                        body.goodsId(),
                        body.name(),
                        body.units(),
                        body.pointsPrice(),
                        body.perPersonLimit(),
                        inTime("startsAt", body.startsAt()),
                        inTime("endsAt", body.endsAt())),
                body.reason()));
    }

    @PostMapping("/{id}/end")
    SaleLine end(@PathVariable long id, @RequestBody @Valid Ending body, Caller caller) {
        return SaleLine.of(manage.end(caller, id, body.reason()));
    }

    private static Instant inTime(String field, Instant given) {
        if (given.isBefore(EARLIEST) || given.isAfter(LATEST)) {
            throw Refusal.invalid("TIME_OUT_OF_RANGE", field + " 不在可用的时间范围内").asException();
        }
        return given;
    }

    /** @param perPersonLimit 0 for any number */
    record NewSale(
            @NotNull @Min(1) Long goodsId,
            @NotBlank @Size(max = 64) String name,
            @NotNull @Min(1) @Max(10_000_000) Long units,
            @NotNull @Min(1) @Max(100_000_000) Long pointsPrice,
            @NotNull @Min(0) @Max(1_000_000) Integer perPersonLimit,
            @NotNull Instant startsAt,
            @NotNull Instant endsAt,
            @NotBlank @Size(max = 200) String reason) {}

    record Ending(@NotBlank @Size(max = 200) String reason) {}

    record SalePage(List<SaleLine> items, int page, int size) {}

    /** @param available not ordered; @param returned unsold ones that went back to the SKU */
    record SaleLine(
            String id,
            String goodsId,
            String name,
            long pointsPrice,
            int perPersonLimit,
            long units,
            long available,
            long returned,
            Instant startsAt,
            Instant endsAt,
            FlashSale.State state) {

        static SaleLine of(FlashSale sale) {
            return new SaleLine(
                    Long.toString(sale.id()),
                    Long.toString(sale.skuId()),
                    sale.name(),
                    sale.pointsPrice(),
                    sale.perPersonLimit(),
                    sale.units(),
                    sale.available(),
                    sale.returned(),
                    sale.startsAt(),
                    sale.endsAt(),
                    sale.state());
        }
    }
}
