package io.jiaxiao.order.catalogue.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way of having a product.
 *
 * @param methods    how it can be paid; never empty
 * @param policyCode the promotion it is sold under (O4); null for none
 */
public record Plan(
        String code,
        String productCode,
        String title,
        PlanLength length,
        Set<PayMethod> methods,
        @Nullable String policyCode,
        boolean onSale) {}
