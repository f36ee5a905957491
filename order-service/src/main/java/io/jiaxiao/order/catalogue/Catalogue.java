package io.jiaxiao.order.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.catalogue.domain.PlanLength;
import io.jiaxiao.order.catalogue.domain.Pricing;
import io.jiaxiao.order.catalogue.domain.Product;
import io.jiaxiao.order.catalogue.domain.Tariff;
import io.jiaxiao.order.catalogue.store.CatalogueStore;
import io.jiaxiao.order.catalogue.store.TariffStore;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.place.Places;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * What is sold, and what it costs somewhere. What a product or a plan is never changes once it was made, so that is remembered;
 * whether a plan is on sale does, and is read each time.
 */
@Service
public class Catalogue {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 10_000;

    private final CatalogueStore products;
    private final TariffStore tariffs;
    private final Places places;
    private final Clock clock;
    private final Cache<String, Product> knownProducts = remembering();
    private final Cache<String, Plan> knownPlans = remembering();

    Catalogue(CatalogueStore products, TariffStore tariffs, Places places, Clock clock) {
        this.products = products;
        this.tariffs = tariffs;
        this.places = places;
        this.clock = clock;
    }

    /** A plan with its price for each way to pay it; a way without a price is missing. */
    public record PricedPlan(Plan plan, Map<PayMethod, Tariff> prices) {}

    /** A product with what is on sale of it. */
    public record Shelf(Product product, List<PricedPlan> plans) {}

    public Optional<Product> product(String code) {
        return Optional.ofNullable(
                knownProducts.get(code, one -> products.product(one).orElse(null)));
    }

    /** What the plan is; whether it is on sale may be as it was: {@link #soldPlan} and {@link #planNow} read that. */
    public Optional<Plan> plan(String code) {
        return Optional.ofNullable(
                knownPlans.get(code, one -> products.plan(one).orElse(null)));
    }

    /** As it is now. */
    public Optional<Plan> planNow(String code) {
        return products.plan(code);
    }

    /** A plan that can be had now; empty when there is none such, it is not on sale, or its school term is over. */
    public Optional<Plan> soldPlan(String code) {
        return products.plan(code).filter(plan -> sold(plan, clock.instant()));
    }

    /** A product with all of its plans, sold or not. */
    public record Stocked(Product product, List<Plan> plans) {}

    public List<Stocked> everything() {
        Map<String, List<Plan>> plans = products.plans().stream().collect(Collectors.groupingBy(Plan::productCode));
        return products.products().stream()
                .map(product -> new Stocked(product, plans.getOrDefault(product.code(), List.of())))
                .toList();
    }

    /**
     * What is on sale for a class, at its prices.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404 no such class, 503 when roster-service cannot say
     */
    public List<Shelf> onSaleFor(String classId) {
        List<String> unitIds = places.schoolClass(classId).unitIds();
        Instant now = clock.instant();
        List<Plan> plans =
                products.plans().stream().filter(plan -> sold(plan, now)).toList();
        Map<String, List<Tariff>> byPlan =
                tariffs.inForce(plans.stream().map(Plan::code).toList(), unitIds, now).stream()
                        .collect(Collectors.groupingBy(Tariff::planCode));
        Map<String, List<PricedPlan>> byProduct = plans.stream()
                .map(plan -> priced(plan, byPlan.getOrDefault(plan.code(), List.of()), unitIds, now))
                .filter(priced -> !priced.prices().isEmpty())
                .collect(Collectors.groupingBy(priced -> priced.plan().productCode()));
        List<Shelf> shelves = new ArrayList<>();
        for (Product product : products.products()) {
            List<PricedPlan> offered = byProduct.get(product.code());
            if (offered != null) {
                shelves.add(new Shelf(product, offered));
            }
        }
        return shelves;
    }

    /** The tariff somebody in these units pays for the plan now. */
    public Optional<Tariff> price(Plan plan, List<String> unitIds, PayMethod method, Instant now) {
        return Pricing.choose(tariffs.inForce(List.of(plan.code()), unitIds, now), unitIds, method, now);
    }

    /**
     * As {@link #price} for many places in one read.
     *
     * @param unitIds by whatever the caller calls the place; one without a price is missing in the answer
     */
    public Map<String, Tariff> prices(Plan plan, Map<String, List<String>> unitIds, PayMethod method, Instant at) {
        Set<String> units = new HashSet<>();
        unitIds.values().forEach(units::addAll);
        List<Tariff> inForce = tariffs.inForce(List.of(plan.code()), units, at);
        Map<String, Tariff> prices = new LinkedHashMap<>();
        unitIds.forEach((place, its) ->
                Pricing.choose(inForce, its, method, at).ifPresent(tariff -> prices.put(place, tariff)));
        return prices;
    }

    /** On the shelf, and with at least one day left. */
    private static boolean sold(Plan plan, Instant now) {
        LocalDate today = BusinessDay.of(now);
        return plan.onSale()
                && (!(plan.length() instanceof PlanLength.UntilTermEnd term)
                        || term.lastDay().isAfter(today));
    }

    private static <T> Cache<String, T> remembering() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .build();
    }

    private static PricedPlan priced(Plan plan, List<Tariff> tariffs, List<String> unitIds, Instant now) {
        Map<PayMethod, Tariff> prices = new EnumMap<>(PayMethod.class);
        for (PayMethod method : plan.methods()) {
            Pricing.choose(tariffs, unitIds, method, now).ifPresent(tariff -> prices.put(method, tariff));
        }
        return new PricedPlan(plan, prices);
    }
}
