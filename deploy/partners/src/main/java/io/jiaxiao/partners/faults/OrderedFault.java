package io.jiaxiao.partners.faults;

import io.jiaxiao.partners.chance.Chance;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fault somebody ordered, with how likely and how often it acts. */
final class OrderedFault {

    private final PartnerFault fault;
    private final double probability;
    private final @Nullable Integer count;
    private final boolean countedPerNumber;
    private final String stream;
    private final Map<String, Integer> used = new HashMap<>();
    private final Map<String, Long> draws = new HashMap<>();

    /**
     * @param probability above 0, at most 1
     * @param count how many times it acts at most; null for always
     * @param countedPerNumber true when the count is meant for each number by itself
     * @param stream name of its draws, unlike that of any other ordered fault
     */
    OrderedFault(
            PartnerFault fault, double probability, @Nullable Integer count, boolean countedPerNumber, String stream) {
        this.fault = fault;
        this.probability = probability;
        this.count = count;
        this.countedPerNumber = countedPerNumber;
        this.stream = stream;
    }

    PartnerFault fault() {
        return fault;
    }

    double probability() {
        return probability;
    }

    @Nullable
    Integer count() {
        return count;
    }

    /** How many times it acted, over all numbers. */
    synchronized int timesUsed() {
        return used.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized boolean isLeftFor(String number) {
        return count == null || used.getOrDefault(counter(number), 0) < count;
    }

    /** Whether it acts now, this number's next draw; if so, one use is gone. */
    synchronized boolean acts(String number, Chance chance) {
        if (!isLeftFor(number)) {
            return false;
        }
        if (probability < 1) {
            long n = draws.merge(number, 1L, Long::sum);
            if (chance.draw(stream + '|' + number, n) >= probability) {
                return false;
            }
        }
        used.merge(counter(number), 1, Integer::sum);
        return true;
    }

    private String counter(String number) {
        return countedPerNumber ? number : "";
    }
}
