package io.jiaxiao.gateway.route;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One line of the table. The path reaches the service as it came in.
 *
 * @param prefix      whole path segments, e.g. {@code /api/v1/classes}; the longest match wins
 * @param service     name in the registry
 * @param feature     what a parent loses when the service is away, in Chinese, e.g. 班级信息
 * @param auth        what proof is wanted
 * @param roles       for users and operators: one of these is needed; empty: any
 * @param limits      name of a limit group; null: not limited
 * @param readTimeout overrides the service's; null: the service's
 * @param maxBody     longest body taken; without a token at most {@link #SHORT_BODY}
 * @param importance  who goes first while the service is nearly full; null: as usual for its {@code auth}
 * @param sources     for callbacks: addresses they may come from; empty: any
 */
public record Route(
        String prefix,
        String service,
        String feature,
        AuthKind auth,
        @DefaultValue Set<String> roles,
        @Nullable String limits,
        @Nullable Duration readTimeout,
        @DefaultValue("256KB") DataSize maxBody,
        @Nullable Importance importance,
        @DefaultValue List<Cidr> sources) {

    /** A body up to this long is here as a whole before a service hears of it. */
    public static final DataSize SHORT_BODY = DataSize.ofKilobytes(64);
}
