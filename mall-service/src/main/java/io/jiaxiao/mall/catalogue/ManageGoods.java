package io.jiaxiao.mall.catalogue;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.domain.Category;
import io.jiaxiao.mall.catalogue.domain.ShelfState;
import io.jiaxiao.mall.catalogue.domain.Sku;
import io.jiaxiao.mall.catalogue.domain.SkuFilter;
import io.jiaxiao.mall.catalogue.store.CategoryStore;
import io.jiaxiao.mall.catalogue.store.SkuSearchStore;
import io.jiaxiao.mall.catalogue.store.SkuStore;
import io.jiaxiao.mall.supply.ChannelUnavailableException;
import io.jiaxiao.mall.supply.ProductSource;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What operators decide about a SKU. Each decision leaves an audit row with what was before, what is after, and why. */
@Service
public class ManageGoods {

    static final Refusal UNKNOWN = Refusal.notFound("GOODS_UNKNOWN", "没有这个商品");
    static final Refusal CATEGORY_UNKNOWN = Refusal.unprocessable("CATEGORY_UNKNOWN", "没有这个商品分类");
    static final Refusal CATEGORY_TAKEN = Refusal.conflict("CATEGORY_CODE_TAKEN", "分类编码已被使用");
    static final Refusal CATEGORY_IN_USE = Refusal.conflict("CATEGORY_IN_USE", "分类下还有商品或子分类，不能删除");
    static final Refusal NOT_IN_POOL = Refusal.unprocessable("NOT_IN_POOL", "渠道没有这个商品，请核对商品编号");
    static final Refusal CHANNEL_AWAY = Refusal.unavailable("CHANNEL_UNAVAILABLE", "供货渠道暂时无法访问，请稍后再试");
    static final Refusal NO_PRICE = Refusal.conflict("NO_PRICE", "请先设置积分价格和分类再上架");
    static final Refusal PARTNER_OFF = Refusal.conflict("PARTNER_OFF", "渠道当前不销售该商品，不能上架");
    static final Refusal QUOTA_TOO_LOW = Refusal.conflict("QUOTA_TOO_LOW", "配额不能低于已兑换和已占用的数量");

    private final SkuStore skus;
    private final SkuSearchStore search;
    private final CategoryStore categories;
    private final SyncCatalogue sync;
    private final RecordReadings record;
    private final CatalogueCache cache;
    private final AuditTrail audit;
    private final Ids ids;
    private final TransactionTemplate transaction;

    ManageGoods(
            SkuStore skus,
            SkuSearchStore search,
            CategoryStore categories,
            SyncCatalogue sync,
            RecordReadings record,
            CatalogueCache cache,
            AuditTrail audit,
            Ids ids,
            TransactionTemplate transaction) {
        this.skus = skus;
        this.search = search;
        this.categories = categories;
        this.sync = sync;
        this.record = record;
        this.cache = cache;
        this.audit = audit;
        this.ids = ids;
        this.transaction = transaction;
    }

    /**
     * What the app sells a SKU for and to whom.
     *
     * @param perPersonLimit 0 for any number
     */
    public record Terms(Offer.Kind kind, long categoryId, long pointsPrice, int perPersonLimit) {}

    public List<Sku> find(SkuFilter filter, long offset, int most) {
        return search.find(filter, offset, most);
    }

    public long count(SkuFilter filter) {
        return search.count(filter);
    }

    public Sku one(long skuId) {
        return skus.find(skuId).orElseThrow(UNKNOWN::asException);
    }

    public Optional<SkuStore.Description> description(long skuId) {
        return skus.description(skuId);
    }

    /** Reads one product from its channel now; one we have already is answered as it is. */
    public Sku create(Caller actor, String channel, String channelSku, String reason) {
        Optional<Sku> known = skus.find(channel, channelSku);
        if (known.isPresent()) {
            return known.get();
        }
        ProductSource source = sync.source(channel);
        RecordReadings.Reading reading;
        try {
            reading = sync.read(source, List.of(channelSku), Set.copyOf(source.skus()));
        } catch (ChannelUnavailableException e) {
            throw CHANNEL_AWAY.asException();
        }
        return inTransaction(() -> {
            record.record(reading);
            Sku created = skus.find(channel, channelSku).orElseThrow(NOT_IN_POOL::asException);
            audit.record(actor, "CREATE_GOODS", subject(created.id()), null, created, reason);
            return created;
        });
    }

    /** A new price stands on the cost of today. */
    public Sku change(Caller actor, long skuId, Terms terms, String reason) {
        return decide(actor, "CHANGE_GOODS", skuId, reason, before -> {
            if (categories.all().stream().noneMatch(category -> category.id() == terms.categoryId())) {
                throw CATEGORY_UNKNOWN.asException();
            }
            ShelfState shelf = before.pointsPrice() == terms.pointsPrice()
                    ? before.shelf()
                    : before.shelf().pricedAtCost();
            skus.decide(skuId, terms.kind(), terms.categoryId(), terms.pointsPrice(), terms.perPersonLimit(), shelf);
        });
    }

    /** Whoever puts a SKU on the shelf has seen today's cost: a rise is measured from it. */
    public Sku shelve(Caller actor, long skuId, boolean on, String reason) {
        return decide(actor, on ? "PUT_ON_SHELF" : "TAKE_OFF_SHELF", skuId, reason, before -> {
            if (on && (before.pointsPrice() == 0 || before.categoryId() == null)) {
                throw NO_PRICE.asException();
            }
            if (on && !(before.shelf().partnerOn() && before.shelf().inPool())) {
                throw PARTNER_OFF.asException();
            }
            ShelfState shelf = before.shelf().shelved(on);
            skus.decide(
                    skuId,
                    before.kind(),
                    before.categoryId(),
                    before.pointsPrice(),
                    before.perPersonLimit(),
                    on ? shelf.pricedAtCost() : shelf);
        });
    }

    /** @param quota units in all, the taken ones included */
    public Sku quota(Caller actor, long skuId, long quota, String reason) {
        return decide(actor, "CHANGE_QUOTA", skuId, reason, before -> {
            if (!skus.quota(skuId, quota)) {
                throw QUOTA_TOO_LOW.asException();
            }
        });
    }

    private Sku decide(Caller actor, String action, long skuId, String reason, Consumer<Sku> change) {
        return inTransaction(() -> {
            Sku before = skus.lock(skuId).orElseThrow(UNKNOWN::asException);
            change.accept(before);
            Sku after = skus.find(skuId).orElseThrow(UNKNOWN::asException);
            audit.record(actor, action, subject(skuId), before, after, reason);
            cache.changed(skuId);
            return after;
        });
    }

    public List<Category> categories() {
        return categories.all();
    }

    public Category addCategory(
            Caller actor, @Nullable Long parentId, String code, String name, int position, String reason) {
        return inTransaction(() -> {
            if (parentId != null && categories.lock(parentId).isEmpty()) {
                throw CATEGORY_UNKNOWN.asException();
            }
            var category = new Category(ids.next(), parentId, code, name, position);
            if (!categories.add(category)) {
                throw CATEGORY_TAKEN.asException();
            }
            audit.record(actor, "ADD_CATEGORY", categorySubject(category.id()), null, category, reason);
            cache.listsChanged();
            return category;
        });
    }

    public Category changeCategory(Caller actor, long id, String name, int position, String reason) {
        return inTransaction(() -> {
            Category before = categories.lock(id).orElseThrow(CATEGORY_UNKNOWN::asException);
            var after = new Category(id, before.parentId(), before.code(), name, position);
            categories.rename(id, name, position);
            audit.record(actor, "CHANGE_CATEGORY", categorySubject(id), before, after, reason);
            cache.listsChanged();
            return after;
        });
    }

    /** Only one with nothing below it. */
    public void removeCategory(Caller actor, long id, String reason) {
        inTransaction(() -> {
            Category before = categories.lock(id).orElseThrow(CATEGORY_UNKNOWN::asException);
            if (!categories.remove(id)) {
                throw CATEGORY_IN_USE.asException();
            }
            audit.record(actor, "REMOVE_CATEGORY", categorySubject(id), before, null, reason);
            cache.listsChanged();
            return before;
        });
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private static AuditTrail.Subject subject(long skuId) {
        return new AuditTrail.Subject("SKU", Long.toString(skuId));
    }

    private static AuditTrail.Subject categorySubject(long id) {
        return new AuditTrail.Subject("CATEGORY", Long.toString(id));
    }
}
