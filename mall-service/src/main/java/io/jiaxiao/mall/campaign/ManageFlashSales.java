package io.jiaxiao.mall.campaign;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.campaign.domain.FlashSale;
import io.jiaxiao.mall.campaign.store.FlashSaleStore;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.catalogue.OfferStock;
import io.jiaxiao.mall.catalogue.Offers;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Sales as operators set them up: the units leave the SKU's stock when a sale is made, and come back when it is closed. */
@Service
public class ManageFlashSales {

    static final Refusal UNKNOWN = Refusal.notFound("FLASH_SALE_UNKNOWN", "没有这个活动");
    static final Refusal GOODS_UNKNOWN = Refusal.unprocessable("GOODS_UNKNOWN", "没有这个商品");
    static final Refusal NOT_ON_SALE = Refusal.conflict("NOT_ON_SALE", "商品未上架，不能参加活动");
    static final Refusal TOO_FEW = Refusal.conflict("TOO_FEW_UNITS", "商品剩余配额不足，请先增加配额");
    static final Refusal WRONG_TIMES = Refusal.unprocessable("WRONG_TIMES", "活动结束时间必须晚于开始时间和当前时间");

    private final FlashSaleStore store;
    private final Offers offers;
    private final OfferStock stock;
    private final AuditTrail audit;
    private final Ids ids;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ManageFlashSales(
            FlashSaleStore store,
            Offers offers,
            OfferStock stock,
            AuditTrail audit,
            Ids ids,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.offers = offers;
        this.stock = stock;
        this.audit = audit;
        this.ids = ids;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param perPersonLimit 0 for any number */
    public record Plan(
            long skuId,
            String name,
            long units,
            long pointsPrice,
            int perPersonLimit,
            Instant startsAt,
            Instant endsAt) {}

    public FlashSale create(Caller actor, Plan plan, String reason) {
        if (!plan.endsAt().isAfter(plan.startsAt()) || !plan.endsAt().isAfter(clock.instant())) {
            throw WRONG_TIMES.asException();
        }
        Offer offer = offers.offer(plan.skuId()).orElseThrow(GOODS_UNKNOWN::asException);
        if (!offer.onSale()) {
            throw NOT_ON_SALE.asException();
        }
        byte[] key = new byte[32];
        random.nextBytes(key);
        var sale = new FlashSale(
                ids.next(),
                plan.skuId(),
                plan.name(),
                plan.pointsPrice(),
                plan.perPersonLimit(),
                plan.units(),
                plan.units(),
                0,
                plan.startsAt(),
                plan.endsAt(),
                FlashSale.State.OPEN,
                HexFormat.of().formatHex(key));
        return Objects.requireNonNull(transaction.execute(status -> {
            stock.setAside(plan.skuId(), plan.units()).ifPresent(no -> {
                throw TOO_FEW.asException();
            });
            store.add(sale);
            audit.record(actor, "CREATE_FLASH_SALE", subject(sale.id()), null, shown(sale), reason);
            return sale;
        }));
    }

    /** Nobody is admitted from now on; those who are may still order. */
    public FlashSale end(Caller actor, long saleId, String reason) {
        return Objects.requireNonNull(transaction.execute(status -> {
            FlashSale before = store.lock(saleId).orElseThrow(UNKNOWN::asException);
            store.end(saleId, clock.instant());
            FlashSale after = store.find(saleId).orElseThrow();
            audit.record(actor, "END_FLASH_SALE", subject(saleId), shown(before), shown(after), reason);
            return after;
        }));
    }

    public List<FlashSale> page(FlashSale.@Nullable State state, long offset, int most) {
        return store.page(state, offset, most);
    }

    public Optional<FlashSale> find(long saleId) {
        return store.find(saleId);
    }

    /** What buyers see: running and coming. */
    public List<FlashSale> current(int most) {
        return store.current(clock.instant(), most);
    }

    /** Without the key. */
    private static Map<String, Object> shown(FlashSale sale) {
        return Map.of(
                "skuId", sale.skuId(),
                "name", sale.name(),
                "units", sale.units(),
                "available", sale.available(),
                "pointsPrice", sale.pointsPrice(),
                "perPersonLimit", sale.perPersonLimit(),
                "startsAt", sale.startsAt(),
                "endsAt", sale.endsAt());
    }

    private static AuditTrail.Subject subject(long saleId) {
        return new AuditTrail.Subject("FLASH_SALE", Long.toString(saleId));
    }
}
