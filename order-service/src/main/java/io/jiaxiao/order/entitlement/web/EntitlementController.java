package io.jiaxiao.order.entitlement.web;

import io.jiaxiao.order.entitlement.Entitlements;
import io.jiaxiao.order.entitlement.domain.Entitlement;
import io.jiaxiao.order.place.CallerPerson;
import io.jiaxiao.order.place.Places;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What one's own child may use. */
@RestController
class EntitlementController {

    private final Entitlements entitlements;
    private final Places places;

    EntitlementController(Entitlements entitlements, Places places) {
        this.entitlements = entitlements;
        this.places = places;
    }

    record EntitlementView(String product, boolean open, Entitlement.State state, @Nullable LocalDate paidThrough) {}

    record EntitlementList(String childId, List<EntitlementView> items) {}

    @GetMapping("/api/v1/entitlements")
    EntitlementList ofChild(@RequestParam @Pattern(regexp = "[A-Za-z0-9]{1,32}") String childId, Caller caller) {
        places.mayLookAt(CallerPerson.id(caller), childId);
        LocalDate today = entitlements.today();
        return new EntitlementList(
                childId,
                entitlements.ofChild(childId).stream()
                        .map(one -> new EntitlementView(
                                one.productCode(), one.isOpenOn(today), one.state(), one.paidThrough()))
                        .toList());
    }
}
