package io.jiaxiao.mall.catalogue;

import io.jiaxiao.mall.catalogue.domain.Category;
import io.jiaxiao.mall.catalogue.domain.GoodsLine;
import io.jiaxiao.mall.catalogue.domain.GoodsQuery;
import io.jiaxiao.mall.catalogue.domain.Sku;
import io.jiaxiao.mall.catalogue.store.CategoryStore;
import io.jiaxiao.mall.catalogue.store.GoodsStore;
import io.jiaxiao.mall.catalogue.store.SkuStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What is on sale, for the app: from memory and Redis, so a moment old. Redemption reads {@link Offers} instead. */
@Service
public class BrowseGoods {

    private final GoodsStore goods;
    private final SkuStore skus;
    private final CategoryStore categories;
    private final CatalogueCache cache;

    BrowseGoods(GoodsStore goods, SkuStore skus, CategoryStore categories, CatalogueCache cache) {
        this.goods = goods;
        this.skus = skus;
        this.categories = categories;
        this.cache = cache;
    }

    /** A list as the cache keeps it. */
    record Goods(List<GoodsLine> lines) {}

    /** A tree as the cache keeps it. */
    record Tree(List<Category> categories) {}

    /** One SKU as its page shows it. */
    public record Page(
            long id,
            String name,
            String brand,
            Offer.Kind kind,
            long pointsPrice,
            long faceFen,
            int perPersonLimit,
            List<String> images,
            String detail,
            boolean soldOut) {}

    public List<GoodsLine> find(GoodsQuery query) {
        return cache.list(key(query), Goods.class, () -> new Goods(goods.find(query)))
                .lines();
    }

    /** Empty when there is none, or none that is on sale. */
    public Optional<Page> page(long skuId) {
        return cache.goods(skuId, Page.class, () -> load(skuId));
    }

    private Optional<Page> load(long skuId) {
        return skus.find(skuId).filter(Sku::listed).flatMap(sku -> skus.description(skuId)
                .map(description -> new Page(
                        sku.id(),
                        sku.name(),
                        sku.brand(),
                        sku.kind(),
                        sku.pointsPrice(),
                        sku.faceFen(),
                        sku.perPersonLimit(),
                        description.images(),
                        description.detail(),
                        sku.available() <= 0)));
    }

    public List<Category> categories() {
        return cache.list("categories", Tree.class, () -> new Tree(categories.all()))
                .categories();
    }

    /** The category with this code and all below it; empty when there is none. */
    public List<Long> within(String code) {
        List<Category> all = categories();
        List<Long> found = new ArrayList<>();
        all.stream().filter(category -> category.code().equals(code)).forEach(category -> found.add(category.id()));
        for (int i = 0; i < found.size(); i++) {
            Long parent = found.get(i);
            all.stream()
                    .filter(category -> parent.equals(category.parentId()))
                    .forEach(category -> found.add(category.id()));
        }
        return found;
    }

    private static String key(GoodsQuery query) {
        GoodsQuery.Place after = query.after();
        return String.join(
                "|",
                query.categoryIds().toString(),
                query.text(),
                Long.toString(query.from()),
                Long.toString(query.to()),
                query.sort().name(),
                after == null ? "" : after.pointsPrice() + "," + after.id(),
                Integer.toString(query.size()));
    }
}
