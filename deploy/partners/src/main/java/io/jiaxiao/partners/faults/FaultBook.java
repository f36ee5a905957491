package io.jiaxiao.partners.faults;

import io.jiaxiao.partners.chance.Chance;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The faults ordered for one partner. The list of a number stands before that of its suffix, and that before the list
 * for all; a list is passed over only when nothing in it is left.
 */
public final class FaultBook {

    /** The target that means every number. */
    static final String ALL = "*";

    private final Chance chance;
    private final Map<String, List<OrderedFault>> ordered = new ConcurrentHashMap<>();
    private volatile Map<String, List<OrderedFault>> bySuffix = Map.of();

    FaultBook(Chance chance) {
        this.chance = chance;
    }

    /** The fault of this type that acts on this number now, if any; it is used up by asking. */
    public <F extends PartnerFault> Optional<F> draw(String number, Class<F> type) {
        List<OrderedFault> own = listFor(number);
        return first(own != null ? own : ordered.getOrDefault(ALL, List.of()), number, type, fault -> true);
    }

    /**
     * The fault of this type that acts on a request for all these numbers together. Lists of single numbers are asked
     * in the order of the numbers; then the list for all is asked once, if a number is there that it covers.
     */
    public <F extends PartnerFault> Optional<F> drawForRequest(Collection<String> numbers, Class<F> type) {
        return drawForRequest(numbers, type, fault -> true);
    }

    /** As {@link #drawForRequest(Collection, Class)}, among those faults only that are meant for such a request. */
    public <F extends PartnerFault> Optional<F> drawForRequest(
            Collection<String> numbers, Class<F> type, Predicate<F> meant) {
        String covered = null;
        for (String number : numbers) {
            List<OrderedFault> own = listFor(number);
            if (own == null) {
                covered = covered == null ? number : covered;
                continue;
            }
            Optional<F> fault = first(own, number, type, meant);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return covered == null ? Optional.empty() : first(ordered.getOrDefault(ALL, List.of()), covered, type, meant);
    }

    void order(String target, List<OrderedFault> faults) {
        if (faults.isEmpty()) {
            ordered.remove(target);
        } else {
            ordered.put(target, List.copyOf(faults));
        }
    }

    /** Replaces the faults that follow from the last digits of a number. */
    void followSuffixes(Map<String, List<OrderedFault>> plan) {
        bySuffix = Map.copyOf(plan);
    }

    void clear() {
        ordered.clear();
    }

    Map<String, List<OrderedFault>> ordered() {
        return new TreeMap<>(ordered);
    }

    Map<String, List<OrderedFault>> suffixes() {
        return new TreeMap<>(bySuffix);
    }

    private @Nullable List<OrderedFault> listFor(String number) {
        Stream<List<OrderedFault>> own = Stream.ofNullable(ordered.get(number));
        Stream<List<OrderedFault>> suffix = bySuffix.keySet().stream()
                .filter(number::endsWith)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(bySuffix::get);
        return Stream.concat(own, suffix)
                .filter(list -> list.stream().anyMatch(fault -> fault.isLeftFor(number)))
                .findFirst()
                .orElse(null);
    }

    private <F extends PartnerFault> Optional<F> first(
            List<OrderedFault> list, String number, Class<F> type, Predicate<F> meant) {
        return list.stream()
                .filter(each -> type.isInstance(each.fault()) && meant.test(type.cast(each.fault())))
                .filter(each -> each.acts(number, chance))
                .findFirst()
                .map(each -> type.cast(each.fault()));
    }
}
