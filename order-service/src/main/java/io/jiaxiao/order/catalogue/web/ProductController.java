package io.jiaxiao.order.catalogue.web;

import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.catalogue.Quotes;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.catalogue.domain.Quote;
import io.jiaxiao.order.place.CallerPerson;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What parents can have for a class, and at which price. */
@RestController
class ProductController {

    private static final String CLASS_ID = "[A-Za-z0-9]{1,32}";
    private static final String PLAN_CODE = "[A-Z0-9_]{1,40}";

    private final Catalogue catalogue;
    private final Quotes quotes;

    ProductController(Catalogue catalogue, Quotes quotes) {
        this.catalogue = catalogue;
        this.quotes = quotes;
    }

    /** @param coolingOffDays up to so many days after the day of payment all of the money comes back */
    record ProductView(String code, String title, String line, int coolingOffDays, List<PlanView> plans) {}

    record ProductList(List<ProductView> items) {}

    record QuoteRequest(
            @NotNull @Pattern(regexp = PLAN_CODE) String planCode,
            @NotNull @Pattern(regexp = CLASS_ID) String classId,
            @NotNull PayMethod method) {}

    /** @param expiresAt until then this is the price charged */
    record QuoteView(
            String id,
            String planCode,
            String classId,
            PayMethod method,
            long priceFen,
            int tariffVersion,
            Instant expiresAt) {

        static QuoteView of(Quote quote) {
            return new QuoteView(
                    Long.toString(quote.id()),
                    quote.planCode(),
                    quote.classId(),
                    quote.method(),
                    quote.price().fen(),
                    quote.tariffVersion(),
                    quote.expiresAt());
        }
    }

    @GetMapping("/api/v1/products")
    ProductList products(@RequestParam @Pattern(regexp = CLASS_ID) String classId) {
        return new ProductList(catalogue.onSaleFor(classId).stream()
                .map(shelf -> new ProductView(
                        shelf.product().code(),
                        shelf.product().title(),
                        shelf.product().line().title(),
                        shelf.product().coolingOffDays(),
                        shelf.plans().stream().map(PlanView::of).toList()))
                .toList());
    }

    @PostMapping("/api/v1/quotes")
    @ResponseStatus(HttpStatus.CREATED)
    QuoteView quote(@Valid @RequestBody QuoteRequest request, Caller caller) {
        return QuoteView.of(
                quotes.give(CallerPerson.id(caller), request.planCode(), request.classId(), request.method()));
    }
}
