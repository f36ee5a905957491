package io.jiaxiao.order.catalogue.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which price holds (O1). The deepest unit with a tariff in force wins: class before grade, before school, before regions from
 * the inside out. Without any, the tariff of the payment channel; without that, the list price. Within one scope the highest
 * version in force holds, so a dated special price gives way to the standing one by itself when it ends.
 */
public final class Pricing {

    private Pricing() {}

    /**
     * @param tariffs of one plan
     * @param unitIds the root first, as the roster tells them
     */
    public static Optional<Tariff> choose(
            Collection<Tariff> tariffs, List<String> unitIds, PayMethod channel, Instant at) {
        return tariffs.stream()
                .filter(tariff -> tariff.inForceAt(at))
                .filter(tariff -> depth(tariff.scope(), unitIds, channel) >= 0)
                .max(Comparator.<Tariff>comparingInt(tariff -> depth(tariff.scope(), unitIds, channel))
                        .thenComparingInt(Tariff::version));
    }

    /** How strong a scope is for somebody there; negative when it is not theirs. */
    private static int depth(TariffScope scope, List<String> unitIds, PayMethod channel) {
        return switch (scope.kind()) {
            case LIST -> 0;
            case CHANNEL -> scope.id().equals(channel.name()) ? 1 : -1;
            case UNIT -> {
                int at = unitIds.lastIndexOf(scope.id());
                yield at < 0 ? -1 : 2 + at;
            }
        };
    }
}
