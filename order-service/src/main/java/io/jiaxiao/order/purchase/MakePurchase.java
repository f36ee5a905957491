package io.jiaxiao.order.purchase;

import io.jiaxiao.contracts.roster.ChildPlacement;
import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.kernel.Money;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.catalogue.Quotes;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.catalogue.domain.Product;
import io.jiaxiao.order.catalogue.domain.Quote;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.payment.Payments;
import io.jiaxiao.order.place.Places;
import io.jiaxiao.order.promotion.Returns;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import io.jiaxiao.order.purchase.domain.RiskVerdict;
import io.jiaxiao.order.purchase.store.PurchaseStore;
import io.jiaxiao.order.purchase.store.PurchaseStore.Request;
import io.jiaxiao.order.subscription.Subscriptions;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.starter.ids.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Accepts a quote for a child: whose child, which class, what risk says, outside of any transaction; then the purchase and its
 * payment, or its order on the carrier's bill, in one transaction or not at all. The price is the quote's, whatever tariffs have done since (O1).
 */
@Service
public class MakePurchase {

    private final PurchaseStore purchases;
    private final Quotes quotes;
    private final Catalogue catalogue;
    private final Places places;
    private final Subscriptions subscriptions;
    private final Returns returns;
    private final RiskGate risk;
    private final OwnLimits limits;
    private final Payments payments;
    private final BillOrders bill;
    private final PurchaseProperties properties;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;
    private final MeterRegistry meters;

    MakePurchase(
            PurchaseStore purchases,
            Quotes quotes,
            Catalogue catalogue,
            Places places,
            Subscriptions subscriptions,
            Returns returns,
            RiskGate risk,
            OwnLimits limits,
            Payments payments,
            BillOrders bill,
            PurchaseProperties properties,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock,
            MeterRegistry meters) {
        this.purchases = purchases;
        this.quotes = quotes;
        this.catalogue = catalogue;
        this.places = places;
        this.subscriptions = subscriptions;
        this.returns = returns;
        this.risk = risk;
        this.limits = limits;
        this.payments = payments;
        this.bill = bill;
        this.properties = properties;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * What somebody wants.
     *
     * @param key    the caller's idempotency key, at most 64 characters
     * @param device id of the app or browser; null when unknown
     * @param ip     as the gateway saw it; null when unknown
     */
    public record Wish(
            long personId,
            String key,
            long quoteId,
            String childId,
            PayMethod method,
            @Nullable String device,
            @Nullable String ip) {}

    /**
     * @return the purchase; for a key used before with the same wish, the one it made then
     * @throws io.jiaxiao.kernel.RefusedException with a Chinese reason: 403 not the person's child, 404 or 409 the quote does not
     *     fit, 422 key reused or rejected by risk or the carrier, 429 limited, 503 roster-service cannot say whose child it is
     */
    public Purchase make(Wish wish) {
        String hash = hash(wish.quoteId() + "|" + wish.childId() + "|" + wish.method());
        Optional<Purchase> before = replay(wish, hash);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            return first(wish, hash);
        } catch (RefusedException e) {
            // a copy at the same moment may have used up what this one lacked
            return replay(wish, hash).orElseThrow(() -> e);
        }
    }

    private Purchase first(Wish wish, String hash) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Quote quote = binding(wish, now);
        Plan plan = catalogue.plan(quote.planCode()).orElseThrow();
        Product product = catalogue.product(plan.productCode()).orElseThrow();
        ClassPlacement place = place(wish, quote);
        requireUseful(wish, plan, quote, now);
        long id = ids.next();
        RiskVerdict verdict = risk.check(new RiskGate.Asked(
                id,
                wish.personId(),
                place.schoolId(),
                plan.productCode(),
                wish.method(),
                quote.price(),
                wish.device(),
                wish.ip()));
        BillOrders.Billed billed = wish.method() == PayMethod.CARRIER ? bill.qualified(wish.personId(), plan) : null;
        try {
            Purchase made = Objects.requireNonNull(transaction.execute(status -> {
                if (verdict == RiskVerdict.DEGRADED) {
                    limits.lock(wish.personId());
                    limits.require(wish.personId(), quote.price());
                }
                Purchase purchase = purchase(wish, id, quote, product, plan, place, verdict, billed, now);
                purchases.insert(purchase, new Request(wish.key(), hash, quote.id(), quote.tariffVersion()));
                return purchase;
            }));
            meters.counter("jiaxiao.purchases.made", "plan", plan.code()).increment();
            return made;
        } catch (DuplicateKeyException e) {
            // A copy at the same moment made it; without one, the number itself is taken, which is a fault.
            return replay(wish, hash)
                    .orElseThrow(() -> billed == null ? e : PurchaseRefusals.NUMBER_BUSY.asException());
        }
    }

    private Optional<Purchase> replay(Wish wish, String hash) {
        return purchases.replay(wish.personId(), wish.key()).map(replay -> {
            if (!replay.requestHash().equals(hash)) {
                throw PurchaseRefusals.KEY_REUSED.asException();
            }
            return replay.purchase();
        });
    }

    private Quote binding(Wish wish, Instant now) {
        Quote quote =
                quotes.find(wish.personId(), wish.quoteId()).orElseThrow(PurchaseRefusals.QUOTE_UNKNOWN::asException);
        if (!quote.bindsAt(now)) {
            throw PurchaseRefusals.QUOTE_EXPIRED.asException();
        }
        if (quote.method() != wish.method()) {
            throw PurchaseRefusals.OTHER_METHOD.asException();
        }
        return quote;
    }

    private ClassPlacement place(Wish wish, Quote quote) {
        ChildPlacement child = places.ownChild(wish.personId(), wish.childId());
        ClassPlacement place = child.place();
        if (place == null) {
            throw PurchaseRefusals.IN_NO_CLASS.asException();
        }
        if (!place.classId().equals(quote.classId())) {
            throw PurchaseRefusals.OTHER_CLASS.asException();
        }
        return place;
    }

    /** So that nobody pays for nothing; asked again when the money has come in. */
    private void requireUseful(Wish wish, Plan plan, Quote quote, Instant now) {
        String childId = wish.childId();
        LocalDate today = BusinessDay.of(now);
        Subscription running =
                subscriptions.running(childId, plan.productCode(), today).orElse(null);
        if (running != null && (running.byCarrier() || wish.method() == PayMethod.CARRIER)) {
            throw (running.byCarrier() ? PurchaseRefusals.ON_BILL : PurchaseRefusals.RUNNING).asException();
        }
        if (!subscriptions.wouldAdd(running, plan, today)) {
            throw PurchaseRefusals.NOTHING_TO_ADD.asException();
        }
        boolean eligible = returns.promised(plan, quote.createdAt())
                .map(policy -> returns.eligible(policy, childId, plan.productCode()))
                .orElse(true);
        if (!eligible) {
            throw PurchaseRefusals.NOT_ELIGIBLE.asException();
        }
    }

    private Purchase purchase(
            Wish wish,
            long id,
            Quote quote,
            Product product,
            Plan plan,
            ClassPlacement place,
            RiskVerdict verdict,
            BillOrders.@Nullable Billed billed,
            Instant now) {
        String title = product.title() + " " + plan.title();
        Instant until = now.plus(properties.payWithin());
        String payment = billed == null
                ? payments.open(new Payments.Wanted(
                        Long.toString(id), Long.toString(wish.personId()), quote.price(), title, until))
                : bill.open(id, wish.personId(), billed);
        return new Purchase(
                id,
                wish.personId(),
                wish.childId(),
                place.classId(),
                place.schoolId(),
                plan.productCode(),
                plan.code(),
                title,
                wish.method(),
                quote.price(),
                verdict,
                quote.createdAt(),
                now,
                until,
                PurchaseState.AWAITING_PAYMENT,
                now,
                payment,
                null,
                null,
                Money.ZERO,
                Money.ZERO);
    }

    private static String hash(String request) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
