package io.jiaxiao.order.entitlement.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.catalogue.domain.Product;
import io.jiaxiao.order.entitlement.Entitlements;
import io.jiaxiao.order.entitlement.domain.Entitlement;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Product lines ask whether a child may use one of their own products (O5). */
@RestController
class OpenEntitlementController {

    private static final Refusal NOT_YOURS = Refusal.forbidden("NOT_YOUR_PRODUCT", "该客户端不能查询此产品的权益");

    private final Entitlements entitlements;
    private final Catalogue catalogue;
    /** A product's line never changes, so it is asked for once. */
    private final Map<String, Product> products = new ConcurrentHashMap<>();

    OpenEntitlementController(Entitlements entitlements, Catalogue catalogue) {
        this.entitlements = entitlements;
        this.catalogue = catalogue;
    }

    /**
     * @param open        whether it may be used now
     * @param paidThrough last business day it is paid for; missing when never opened
     * @param version     as in the event of the change; 0 when never opened
     */
    record EntitlementAnswer(
            String childId, String product, boolean open, @Nullable LocalDate paidThrough, long version) {}

    @GetMapping("/open/v1/entitlements")
    EntitlementAnswer check(
            @RequestParam @Pattern(regexp = "[A-Za-z0-9]{1,32}") String childId,
            @RequestParam @Pattern(regexp = "[A-Z][A-Z0-9_]{1,31}") String product,
            Caller caller) {
        requireOwn(product, caller);
        Optional<Entitlement> found = entitlements.check(childId, product);
        LocalDate today = entitlements.today();
        return found.map(one ->
                        new EntitlementAnswer(childId, product, one.isOpenOn(today), one.paidThrough(), one.version()))
                .orElseGet(() -> new EntitlementAnswer(childId, product, false, null, 0));
    }

    /** The same for another line's product and for none. */
    private void requireOwn(String code, Caller caller) {
        Product product = products.get(code);
        if (product == null) {
            product = catalogue.product(code).orElseThrow(NOT_YOURS::asException);
            products.put(code, product);
        }
        String line = product.line().clientId();
        if (!caller.id().equals(line) || !caller.scopes().contains("line:" + line)) {
            throw NOT_YOURS.asException();
        }
    }
}
