package io.jiaxiao.order.desk.web;

import io.jiaxiao.order.desk.DeskCursor;
import io.jiaxiao.order.desk.FindOrders;
import io.jiaxiao.order.desk.PurchaseFound;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operators look for purchases. The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/purchases")
class PurchaseDeskController {

    private final FindOrders find;

    PurchaseDeskController(FindOrders find) {
        this.find = find;
    }

    /** @param nextCursor missing on the last page */
    record PurchasePage(List<PurchaseLine> items, @Nullable String nextCursor) {}

    /** @param timeline everything that happened to it, its payments, refunds, carrier order and subscription; the oldest first */
    record PurchaseDetail(PurchaseLine purchase, List<TimelineLine> timeline) {}

    /** Newest first. */
    @GetMapping
    PurchasePage list(
            @RequestParam(required = false) @Nullable PurchaseState state, @ParameterObject @Valid DeskQuery query) {
        int most = query.most();
        List<PurchaseFound> found = find.purchases(query.filter(state), query.after(), most + 1);
        List<PurchaseFound> page = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > most
                ? new DeskCursor(page.getLast().createdAt(), page.getLast().id()).text()
                : null;
        return new PurchasePage(page.stream().map(PurchaseLine::of).toList(), next);
    }

    @GetMapping("/{id}")
    PurchaseDetail one(@PathVariable @Min(1) long id) {
        FindOrders.PurchaseStory story = find.purchase(id);
        return new PurchaseDetail(PurchaseLine.of(story.purchase()), TimelineLine.of(story.timeline()));
    }
}
