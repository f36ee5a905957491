package io.jiaxiao.order.desk.web;

import io.jiaxiao.order.desk.DeskCursor;
import io.jiaxiao.order.desk.FindOrders;
import io.jiaxiao.order.desk.PurchaseFound;
import io.jiaxiao.order.purchase.ReviewPurchase;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operators look for purchases, and say that they have looked. The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/purchases")
class PurchaseDeskController {

    private final FindOrders find;
    private final ReviewPurchase reviews;

    PurchaseDeskController(FindOrders find, ReviewPurchase reviews) {
        this.find = find;
        this.reviews = reviews;
    }

    /** @param nextCursor missing on the last page */
    record PurchasePage(List<PurchaseLine> items, @Nullable String nextCursor) {}

    /** @param timeline everything that happened to it, its payments, refunds, carrier order and subscription; the oldest first */
    record PurchaseDetail(PurchaseLine purchase, List<TimelineLine> timeline) {}

    /** @param reason what was found, in the operator's words */
    record Review(@NotBlank @Size(min = 2, max = 200) String reason) {}

    /** Newest first. @param reviewDue whether somebody is still to look at it because of what risk said */
    @GetMapping
    PurchasePage list(
            @RequestParam(required = false) @Nullable PurchaseState state,
            @RequestParam(required = false) @Nullable Boolean reviewDue,
            @ParameterObject @Valid DeskQuery query) {
        int most = query.most();
        List<PurchaseFound> found = find.purchases(query.filter(state, reviewDue), query.after(), most + 1);
        List<PurchaseFound> page = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > most
                ? new DeskCursor(page.getLast().createdAt(), page.getLast().id()).text()
                : null;
        return new PurchasePage(page.stream().map(PurchaseLine::of).toList(), next);
    }

    /** Somebody has looked at it, and nobody else has to. */
    @PostMapping("/{id}/review")
    PurchaseDetail review(@PathVariable @Min(1) long id, @Valid @RequestBody Review review, Caller caller) {
        reviews.review(caller, id, review.reason());
        return one(id);
    }

    @GetMapping("/{id}")
    PurchaseDetail one(@PathVariable @Min(1) long id) {
        FindOrders.PurchaseStory story = find.purchase(id);
        return new PurchaseDetail(PurchaseLine.of(story.purchase()), TimelineLine.of(story.timeline()));
    }
}
