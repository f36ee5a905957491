package io.jiaxiao.order.purchase;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.catalogue.Quotes;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.catalogue.domain.Quote;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.promotion.BookedInstalment;
import io.jiaxiao.order.promotion.Returns;
import io.jiaxiao.order.promotion.domain.Instalment;
import io.jiaxiao.order.promotion.domain.Standing;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.purchase.store.PurchaseStore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Service;

/** What a promotion gives back: before payment as a promise, after it by the events and by our books. */
@Service
public class ReadReturns {

    private final PurchaseStore purchases;
    private final Quotes quotes;
    private final Catalogue catalogue;
    private final Returns returns;
    private final Clock clock;

    ReadReturns(PurchaseStore purchases, Quotes quotes, Catalogue catalogue, Returns returns, Clock clock) {
        this.purchases = purchases;
        this.quotes = quotes;
        this.catalogue = catalogue;
        this.returns = returns;
        this.clock = clock;
    }

    /** @param lines as our books have them; empty before payment */
    public record ReturnPlan(List<Instalment> instalments, List<BookedInstalment> lines) {

        public Money total() {
            return instalments.stream()
                    .filter(each -> !each.fate().isForfeited())
                    .map(Instalment::amount)
                    .reduce(Money.ZERO, Money::plus);
        }
    }

    /** If the quote were paid today and kept. @throws io.jiaxiao.kernel.RefusedException 404 not the person's */
    public ReturnPlan promised(long personId, long quoteId) {
        Quote quote = quotes.find(personId, quoteId).orElseThrow(PurchaseRefusals.QUOTE_UNKNOWN::asException);
        Plan plan = catalogue.plan(quote.planCode()).orElseThrow();
        LocalDate today = BusinessDay.of(clock.instant());
        return new ReturnPlan(
                returns.promised(plan, quote.createdAt())
                        .map(policy ->
                                Standing.ifPaidOn(policy, quote.price(), today).instalments())
                        .orElse(List.of()),
                List.of());
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 not the person's */
    public ReturnPlan of(long personId, long purchaseId) {
        Purchase own = purchases.ofPerson(purchaseId, personId).orElseThrow(PurchaseRefusals.UNKNOWN::asException);
        return new ReturnPlan(
                returns.granted(own.id(), BusinessDay.of(clock.instant()))
                        .map(granted -> granted.standing().instalments())
                        .orElse(List.of()),
                returns.lines(own.id()));
    }
}
