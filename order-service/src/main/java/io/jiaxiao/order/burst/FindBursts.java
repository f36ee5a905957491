package io.jiaxiao.order.burst;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.burst.domain.CancellationBurst;
import io.jiaxiao.order.burst.store.BurstStore;
import io.jiaxiao.order.subscription.Cancellation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Bursts for operators, each with the cancellations it is made of. */
@Service
@Transactional(readOnly = true)
public class FindBursts {

    private static final Refusal UNKNOWN = Refusal.notFound("BURST_UNKNOWN", "没有找到这次退订突增");

    private final BurstStore bursts;

    FindBursts(BurstStore bursts) {
        this.bursts = bursts;
    }

    /** @param total cancellations since it began, each subscription once */
    public record Counted(CancellationBurst burst, int total) {}

    /**
     * Newest first. Null for any.
     *
     * @param before those with a lower number
     */
    public List<Counted> page(
            CancellationBurst.@Nullable State state, @Nullable String schoolId, long before, int most) {
        return bursts.page(state, schoolId, before, most).stream()
                .map(burst -> new Counted(burst, bursts.size(burst.id())))
                .toList();
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    public Counted find(long id) {
        return new Counted(bursts.find(id).orElseThrow(UNKNOWN::asException), bursts.size(id));
    }

    /**
     * By subscription.
     *
     * @param after those with a higher number
     * @throws io.jiaxiao.kernel.RefusedException 404
     */
    public List<Cancellation> members(long id, long after, int most) {
        return bursts.members(find(id).burst().id(), after, most);
    }
}
