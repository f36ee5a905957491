package io.jiaxiao.mall.catalogue.web;

import io.jiaxiao.mall.catalogue.ManageGoods;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.catalogue.domain.SearchText;
import io.jiaxiao.mall.catalogue.domain.Sku;
import io.jiaxiao.mall.catalogue.domain.SkuFilter;
import io.jiaxiao.mall.catalogue.store.SkuStore;
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
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** SKUs for operators. The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/goods")
class GoodsAdminController {

    private static final String CHANNEL = "[a-z0-9]{1,32}";

    private final ManageGoods manage;

    GoodsAdminController(ManageGoods manage) {
        this.manage = manage;
    }

    @GetMapping
    SkuPage list(
            @RequestParam(required = false) @Pattern(regexp = CHANNEL) @Nullable String channel,
            @RequestParam(required = false) @Nullable Long categoryId,
            @RequestParam(required = false) @Nullable Boolean listed,
            @RequestParam(required = false) @Nullable Boolean onShelf,
            @RequestParam(required = false) @Nullable Boolean partnerOn,
            @RequestParam(required = false) @Pattern(regexp = "[A-Z_]{1,16}") @Nullable String offReason,
            @RequestParam(required = false) @Size(max = 40) @Nullable String q,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        var filter = new SkuFilter(
                channel, categoryId, listed, onShelf, partnerOn, offReason, q == null ? "" : SearchText.normal(q));
        return new SkuPage(
                manage.find(filter, (long) page * size, size).stream()
                        .map(SkuLine::of)
                        .toList(),
                manage.count(filter),
                page,
                size);
    }

    @GetMapping("/{id}")
    SkuDetail one(@PathVariable long id) {
        Sku sku = manage.one(id);
        var description = manage.description(id).orElseGet(() -> new SkuStore.Description(List.of(), ""));
        return new SkuDetail(SkuLine.of(sku), description.images(), description.detail());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SkuLine create(@RequestBody @Valid NewGoods body, Caller caller) {
        return SkuLine.of(manage.create(caller, body.channel(), body.channelSku(), body.reason()));
    }

    @PutMapping("/{id}")
    SkuLine change(@PathVariable long id, @RequestBody @Valid GoodsTerms body, Caller caller) {
        var terms = new ManageGoods.Terms(body.kind(), body.categoryId(), body.pointsPrice(), body.perPersonLimit());
        return SkuLine.of(manage.change(caller, id, terms, body.reason()));
    }

    @PutMapping("/{id}/quota")
    SkuLine quota(@PathVariable long id, @RequestBody @Valid Quota body, Caller caller) {
        return SkuLine.of(manage.quota(caller, id, body.quota(), body.reason()));
    }

    @PutMapping("/{id}/shelf")
    SkuLine shelf(@PathVariable long id, @RequestBody @Valid Shelf body, Caller caller) {
        return SkuLine.of(manage.shelve(caller, id, body.on(), body.reason()));
    }

    record NewGoods(
            @NotNull @Pattern(regexp = CHANNEL) String channel,
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String channelSku,
            @NotBlank @Size(max = 200) String reason) {}

    /** @param perPersonLimit 0 for any number */
    record GoodsTerms(
            @NotNull Offer.Kind kind,
            @NotNull @Min(1) Long categoryId,
            @NotNull @Min(1) @Max(100_000_000) Long pointsPrice,
            @NotNull @Min(0) @Max(1_000_000) Integer perPersonLimit,
            @NotBlank @Size(max = 200) String reason) {}

    /** @param quota units in all, the taken ones included */
    record Quota(@NotNull @Min(0) @Max(1_000_000_000) Long quota, @NotBlank @Size(max = 200) String reason) {}

    record Shelf(@NotNull Boolean on, @NotBlank @Size(max = 200) String reason) {}

    record SkuPage(List<SkuLine> items, long total, int page, int size) {}

    record SkuDetail(SkuLine goods, List<String> images, String detail) {}

    /** @param available units left of the quota */
    record SkuLine(
            String id,
            String channel,
            String channelSku,
            Offer.Kind kind,
            String name,
            String brand,
            String channelCategory,
            @Nullable String categoryId,
            long pointsPrice,
            long costFen,
            long pricedCostFen,
            long faceFen,
            int perPersonLimit,
            boolean listed,
            boolean onShelf,
            String offReason,
            boolean partnerOn,
            boolean inPool,
            long quota,
            long available,
            Instant updatedAt,
            @Nullable Instant syncedAt) {

        static SkuLine of(Sku sku) {
            Long category = sku.categoryId();
            return new SkuLine(
                    Long.toString(sku.id()),
                    sku.channel(),
                    sku.channelSku(),
                    sku.kind(),
                    sku.name(),
                    sku.brand(),
                    sku.channelCategory(),
                    category == null ? null : Long.toString(category),
                    sku.pointsPrice(),
                    sku.shelf().costFen(),
                    sku.shelf().pricedCostFen(),
                    sku.faceFen(),
                    sku.perPersonLimit(),
                    sku.listed(),
                    sku.shelf().onShelf(),
                    sku.shelf().offReason(),
                    sku.shelf().partnerOn(),
                    sku.shelf().inPool(),
                    sku.quota(),
                    sku.available(),
                    sku.updatedAt(),
                    sku.syncedAt());
        }
    }
}
