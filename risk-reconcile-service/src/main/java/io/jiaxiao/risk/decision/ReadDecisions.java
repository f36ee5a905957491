package io.jiaxiao.risk.decision;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.risk.decision.domain.DecisionRecord;
import io.jiaxiao.risk.decision.store.DecisionSearch;
import io.jiaxiao.risk.decision.store.DecisionSearch.Place;
import io.jiaxiao.risk.decision.store.DecisionSearch.RuleHits;
import io.jiaxiao.risk.decision.store.DecisionSearch.Wanted;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/** Decisions that were kept. */
@Service
public class ReadDecisions {

    private final DecisionSearch search;

    ReadDecisions(DecisionSearch search) {
        this.search = search;
    }

    /** Newest first. */
    public List<DecisionRecord> find(Wanted wanted, int page, int size) {
        return search.find(wanted, (long) page * size, size);
    }

    public long count(Wanted wanted) {
        return search.count(wanted);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    public DecisionRecord one(long id) {
        return search.one(id).stream().findFirst().orElseThrow(() -> Refusal.notFound("DECISION_UNKNOWN", "没有这条决策记录")
                .asException());
    }

    public List<RuleHits> hits(Instant from, Instant until) {
        return search.hits(from, until);
    }

    /**
     * Decisions of a scene in the order in which they were made.
     *
     * @param at where to begin; decisions made then, with an id up to {@code id}, are left out
     */
    public List<DecisionRecord> after(Scene scene, Instant at, long id, Instant until, int most) {
        return search.after(scene, new Place(at, id), until, most);
    }

    public long count(Scene scene, Instant from, Instant until) {
        return search.count(scene, from, until);
    }
}
