package io.jiaxiao.order.catalogue.web;

import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.catalogue.domain.PlanLength;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan as parents see it.
 *
 * @param months     null for one that ends with a school term
 * @param termEndsOn last day of the term; null for one of months
 * @param promotion  code of the promotion it is sold under; null for none
 * @param prices     in fen, one for each way to pay it
 */
record PlanView(
        String code,
        String title,
        @Nullable Integer months,
        @Nullable LocalDate termEndsOn,
        @Nullable String promotion,
        List<PlanPrice> prices) {

    /** What it costs when paid so. */
    record PlanPrice(PayMethod method, long priceFen) {}

    static PlanView of(Catalogue.PricedPlan priced) {
        Plan plan = priced.plan();
        return new PlanView(
                plan.code(),
                plan.title(),
                plan.length() instanceof PlanLength.Months length ? length.months() : null,
                plan.length() instanceof PlanLength.UntilTermEnd length ? length.lastDay() : null,
                plan.policyCode(),
                priced.prices().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(price -> new PlanPrice(
                                price.getKey(), price.getValue().price().fen()))
                        .toList());
    }
}
