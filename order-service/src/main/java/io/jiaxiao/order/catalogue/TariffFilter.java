package io.jiaxiao.order.catalogue;

import io.jiaxiao.order.catalogue.domain.TariffScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which tariffs an operator wants to see; null for any. @param inForceAt only those that hold then */
public record TariffFilter(
        @Nullable String planCode,
        TariffScope.@Nullable Kind scope,
        @Nullable String scopeId,
        @Nullable Instant inForceAt) {}
