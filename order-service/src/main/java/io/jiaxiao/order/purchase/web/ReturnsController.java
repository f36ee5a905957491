package io.jiaxiao.order.purchase.web;

import io.jiaxiao.order.place.CallerPerson;
import io.jiaxiao.order.promotion.domain.Instalment;
import io.jiaxiao.order.purchase.ReadReturns;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a promotion gives back (O4): the same figures before payment and after. */
@RestController
class ReturnsController {

    private final ReadReturns returns;

    ReturnsController(ReadReturns returns) {
        this.returns = returns;
    }

    /**
     * @param dueOn first business day on which it comes back
     * @param state in our books; missing before payment
     */
    record InstalmentView(int no, LocalDate dueOn, long amountFen, Instalment.Fate fate, @Nullable String state) {}

    /** @param totalFen all that comes back, but for what is forfeited */
    record ReturnsView(long totalFen, List<InstalmentView> instalments) {}

    /** If it were paid today and kept; empty for what is under no promotion. */
    @GetMapping("/api/v1/quotes/{id}/returns")
    ReturnsView promised(@PathVariable @Min(1) long id, Caller caller) {
        return view(returns.promised(CallerPerson.id(caller), id));
    }

    @GetMapping("/api/v1/purchases/{id}/returns")
    ReturnsView ofPurchase(@PathVariable @Min(1) long id, Caller caller) {
        return view(returns.of(CallerPerson.id(caller), id));
    }

    private static ReturnsView view(ReadReturns.ReturnPlan plan) {
        return new ReturnsView(
                plan.total().fen(),
                plan.instalments().stream()
                        .map(each -> new InstalmentView(
                                each.no(),
                                each.dueOn(),
                                each.amount().fen(),
                                each.fate(),
                                plan.lines().stream()
                                        .filter(line -> line.no() == each.no())
                                        .map(line -> line.state().name())
                                        .findFirst()
                                        .orElse(null)))
                        .toList());
    }
}
