package io.jiaxiao.order.settlement.domain;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of comparing a day: both sides, and each thing they differ about once. Their sums differ by exactly the differences. */
public record Compared(Side theirs, Side ours, List<Difference> differences) {

    public Compared {
        differences = List.copyOf(once(differences));
    }

    private record Key(DifferenceKind kind, String subject) {}

    private static Collection<Difference> once(List<Difference> all) {
        Map<Key, Difference> once = new LinkedHashMap<>();
        all.forEach(each -> once.putIfAbsent(new Key(each.kind(), each.subject()), each));
        return once.values();
    }
}
