package io.jiaxiao.order.catalogue;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.catalogue.domain.Product;
import io.jiaxiao.order.catalogue.domain.Tariff;
import io.jiaxiao.order.catalogue.domain.TariffScope;
import io.jiaxiao.order.catalogue.store.CatalogueStore;
import io.jiaxiao.order.catalogue.store.TariffStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.audit.AuditTrail.Subject;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Operators make products, plans and prices; each act leaves its audit row. */
@Service
public class OperateCatalogue {

    static final Refusal CODE_TAKEN = Refusal.conflict("CODE_TAKEN", "该编码已被使用，请更换");
    static final Refusal PRODUCT_UNKNOWN = Refusal.notFound("PRODUCT_UNKNOWN", "没有这个产品");
    static final Refusal SCOPE_ID = Refusal.invalid("SCOPE_ID_WRONG", "按单位定价须填单位编号，按支付渠道定价须填 ALIPAY 或 CARRIER，标准价不填");
    static final Refusal DATES = Refusal.invalid("TARIFF_DATES", "生效时间不能早于现在，失效时间须晚于生效时间");
    static final Refusal TARIFF_UNKNOWN = Refusal.notFound("TARIFF_UNKNOWN", "没有这个资费版本");
    static final Refusal ENDED = Refusal.conflict("TARIFF_ENDED", "该资费在此之前已失效");

    private final CatalogueStore products;
    private final TariffStore tariffs;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    OperateCatalogue(CatalogueStore products, TariffStore tariffs, AuditTrail audit, Ids ids, Clock clock) {
        this.products = products;
        this.tariffs = tariffs;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A price an operator wants.
     *
     * @param from null for at once
     * @param till null for no end
     */
    public record WantedTariff(
            String planCode, TariffScope scope, Money price, @Nullable Instant from, @Nullable Instant till) {}

    @Transactional
    public void addProduct(Caller operator, Product product, String reason) {
        try {
            products.insert(product);
        } catch (DuplicateKeyException e) {
            throw CODE_TAKEN.asException();
        }
        audit.record(operator, "ADD_PRODUCT", new Subject("PRODUCT", product.code()), null, product, reason);
    }

    @Transactional
    public void addPlan(Caller operator, Plan plan, String reason) {
        if (products.product(plan.productCode()).isEmpty()) {
            throw PRODUCT_UNKNOWN.asException();
        }
        try {
            products.insert(plan);
        } catch (DuplicateKeyException e) {
            throw CODE_TAKEN.asException();
        }
        audit.record(operator, "ADD_PLAN", new Subject("PLAN", plan.code()), null, plan, reason);
    }

    /** Puts a plan on sale or takes it off; quotes given before still bind. */
    @Transactional
    public void setOnSale(Caller operator, String planCode, boolean onSale, String reason) {
        if (products.plan(planCode).isEmpty()) {
            throw Quotes.PLAN_UNKNOWN.asException();
        }
        if (products.setOnSale(planCode, onSale)) {
            audit.record(
                    operator,
                    onSale ? "PUT_PLAN_ON_SALE" : "TAKE_PLAN_OFF_SALE",
                    new Subject("PLAN", planCode),
                    Map.of("onSale", !onSale),
                    Map.of("onSale", onSale),
                    reason);
        }
    }

    /** The next version for its plan and scope. */
    @Transactional
    public Tariff addTariff(Caller operator, WantedTariff wanted, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant from = wanted.from() == null ? now : wanted.from().truncatedTo(ChronoUnit.MILLIS);
        Instant till = wanted.till() == null ? null : wanted.till().truncatedTo(ChronoUnit.MILLIS);
        if (from.isBefore(now) || (till != null && !till.isAfter(from))) {
            throw DATES.asException();
        }
        requireScopeId(wanted.scope());
        if (!products.lockPlan(wanted.planCode())) {
            throw Quotes.PLAN_UNKNOWN.asException();
        }
        var tariff = new Tariff(
                ids.next(),
                wanted.planCode(),
                wanted.scope(),
                tariffs.lastVersion(wanted.planCode(), wanted.scope()) + 1,
                wanted.price(),
                from,
                till);
        tariffs.insert(tariff, operator.id(), now);
        audit.record(operator, "ADD_TARIFF", new Subject("TARIFF", Long.toString(tariff.id())), null, tariff, reason);
        return tariff;
    }

    /** @param till null for at once */
    @Transactional
    public Tariff endTariff(Caller operator, long id, @Nullable Instant till, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = till == null ? now : till.truncatedTo(ChronoUnit.MILLIS);
        if (end.isBefore(now)) {
            throw DATES.asException();
        }
        Tariff before = tariffs.find(id).orElseThrow(TARIFF_UNKNOWN::asException);
        if (!tariffs.end(id, end)) {
            throw ENDED.asException();
        }
        Tariff after = tariffs.find(id).orElseThrow();
        audit.record(operator, "END_TARIFF", new Subject("TARIFF", Long.toString(id)), before, after, reason);
        return after;
    }

    public List<TariffStore.Line> find(TariffFilter filter, long offset, int most) {
        return tariffs.find(filter, offset, most);
    }

    public long count(TariffFilter filter) {
        return tariffs.count(filter);
    }

    private static void requireScopeId(TariffScope scope) {
        boolean right =
                switch (scope.kind()) {
                    case LIST -> scope.id().isEmpty();
                    case UNIT -> !scope.id().isEmpty();
                    case CHANNEL ->
                        Arrays.stream(PayMethod.values())
                                .filter(PayMethod::isForSale)
                                .anyMatch(method -> method.name().equals(scope.id()));
                };
        if (!right) {
            throw SCOPE_ID.asException();
        }
    }
}
