package io.jiaxiao.order.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what all sources know. */
@Service
public class Timelines {

    private final List<TimelineSource> sources;

    Timelines(List<TimelineSource> sources) {
        this.sources = sources;
    }

    /** The oldest first; of one moment in the order of the sources. */
    @Transactional(readOnly = true)
    public List<TimelineEntry> of(Set<Long> purchaseIds, Set<Long> subscriptionIds) {
        Set<String> numbers = new HashSet<>();
        purchaseIds.forEach(id -> numbers.add(id.toString()));
        List<TimelineEntry> all = new ArrayList<>();
        for (TimelineSource source : sources) {
            List<TimelineEntry> told = source.about(new TimelineSubject(purchaseIds, subscriptionIds, numbers));
            told.forEach(entry -> numbers.add(entry.number()));
            all.addAll(told);
        }
        all.sort(Comparator.comparing(TimelineEntry::at));
        return all;
    }
}
