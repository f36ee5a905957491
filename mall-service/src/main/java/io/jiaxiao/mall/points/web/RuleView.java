package io.jiaxiao.mall.points.web;

import io.jiaxiao.mall.points.earning.EarningRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rule as operators see it; see {@link EarningRule}. */
record RuleView(
        String id,
        String line,
        String event,
        String title,
        long points,
        long dailyCap,
        @Nullable Integer validDays,
        @Nullable Integer validYears,
        boolean enabled,
        Instant effectiveFrom,
        @Nullable Instant effectiveTill,
        int version) {

    static RuleView of(EarningRule rule) {
        return new RuleView(
                Long.toString(rule.id()),
                rule.line().name(),
                rule.event(),
                rule.title(),
                rule.points(),
                rule.dailyCap(),
                rule.validDays(),
                rule.validYears(),
                rule.enabled(),
                rule.effectiveFrom(),
                rule.effectiveTill(),
                rule.version());
    }
}
