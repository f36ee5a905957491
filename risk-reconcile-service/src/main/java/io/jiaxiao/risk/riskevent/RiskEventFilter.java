package io.jiaxiao.risk.riskevent;

import io.jiaxiao.risk.riskevent.domain.RiskEvent;
import org.jspecify.annotations.Nullable;

/**
 * What an operator looks for; null for any.
 *
 * @param subject e.g. a school
 * @param lasting true for those that last, false for those that are over
 */
public record RiskEventFilter(
        @Nullable String kind, @Nullable String subject, RiskEvent.@Nullable State state, @Nullable Boolean lasting) {}
