package io.jiaxiao.mall.catalogue.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.BrowseGoods;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.catalogue.domain.GoodsLine;
import io.jiaxiao.mall.catalogue.domain.GoodsQuery;
import io.jiaxiao.mall.catalogue.domain.SearchText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What can be redeemed now. */
@RestController
@RequestMapping("/api/v1")
class GoodsController {

    private static final Refusal UNKNOWN = Refusal.notFound("GOODS_UNKNOWN", "商品不存在或已下架");
    private static final Refusal CATEGORY_UNKNOWN = Refusal.notFound("CATEGORY_UNKNOWN", "没有这个商品分类");

    private final BrowseGoods browse;

    GoodsController(BrowseGoods browse) {
        this.browse = browse;
    }

    /**
     * @param q          words that are all in the name
     * @param category   code; what is below it is found too
     * @param pointsFrom inclusive
     * @param pointsTo   inclusive
     * @param cursor     {@code next} of the page before
     */
    @GetMapping("/goods")
    GoodsPage list(
            @RequestParam(required = false) @Size(max = 40) @Nullable String q,
            @RequestParam(required = false) @Pattern(regexp = "[a-z0-9-]{1,32}") @Nullable String category,
            @RequestParam(defaultValue = "0") @Min(0) long pointsFrom,
            @RequestParam(required = false) @Min(0) @Nullable Long pointsTo,
            @RequestParam(defaultValue = "NEWEST") GoodsQuery.Sort sort,
            @RequestParam(required = false) @Size(max = 64) @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        GoodsQuery.Place after = cursor == null ? null : Cursor.read(cursor);
        var query = new GoodsQuery(
                category == null ? List.of() : within(category),
                q == null ? "" : SearchText.normal(q),
                pointsFrom,
                pointsTo == null ? Long.MAX_VALUE : pointsTo,
                sort,
                after,
                size);
        List<GoodsLine> found = browse.find(query);
        String next = found.size() < size
                ? null
                : Cursor.write(new GoodsQuery.Place(
                        found.getLast().pointsPrice(), found.getLast().id()));
        return new GoodsPage(found.stream().map(GoodsItem::of).toList(), next);
    }

    private List<Long> within(String category) {
        List<Long> ids = browse.within(category);
        if (ids.isEmpty()) {
            throw CATEGORY_UNKNOWN.asException();
        }
        return ids;
    }

    @GetMapping("/goods/{id}")
    GoodsDetail one(@PathVariable long id) {
        return browse.page(id).map(GoodsDetail::of).orElseThrow(UNKNOWN::asException);
    }

    @GetMapping("/categories")
    CategoryTree categories() {
        return CategoryTree.of(browse.categories());
    }

    /** @param next null on the last page */
    record GoodsPage(List<GoodsItem> items, @Nullable String next) {}

    /** One line of the list. */
    record GoodsItem(
            String id,
            String name,
            Offer.Kind kind,
            long pointsPrice,
            int perPersonLimit,
            String image,
            boolean soldOut) {

        static GoodsItem of(GoodsLine line) {
            return new GoodsItem(
                    Long.toString(line.id()),
                    line.name(),
                    line.kind(),
                    line.pointsPrice(),
                    line.perPersonLimit(),
                    line.image(),
                    line.soldOut());
        }
    }

    /** One product's page. */
    record GoodsDetail(
            String id,
            String name,
            String brand,
            Offer.Kind kind,
            long pointsPrice,
            long faceFen,
            int perPersonLimit,
            List<String> images,
            String detail,
            boolean soldOut) {

        static GoodsDetail of(BrowseGoods.Page page) {
            return new GoodsDetail(
                    Long.toString(page.id()),
                    page.name(),
                    page.brand(),
                    page.kind(),
                    page.pointsPrice(),
                    page.faceFen(),
                    page.perPersonLimit(),
                    page.images(),
                    page.detail(),
                    page.soldOut());
        }
    }
}
