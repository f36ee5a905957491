package io.jiaxiao.order.settlement;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.settlement.domain.Channel;
import io.jiaxiao.order.settlement.domain.FoundDifference;
import io.jiaxiao.order.settlement.domain.Settlement;
import io.jiaxiao.order.settlement.store.DifferenceStore;
import io.jiaxiao.order.settlement.store.SettlementStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What operators see of settled days, and how they have one compared again. */
@Service
public class OperateSettlements {

    private static final Refusal UNKNOWN = Refusal.notFound("SETTLEMENT_UNKNOWN", "这一天尚未对账");

    private final SettlementStore store;
    private final DifferenceStore differences;
    private final AuditTrail audit;
    private final Clock clock;

    OperateSettlements(SettlementStore store, DifferenceStore differences, AuditTrail audit, Clock clock) {
        this.store = store;
        this.differences = differences;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Newest day first.
     *
     * @param channel null for all
     * @param day     null for any
     */
    public List<Settlement> page(@Nullable Channel channel, @Nullable LocalDate day, long offset, int most) {
        return store.page(channel, day, offset, most);
    }

    /**
     * In the order they were found.
     *
     * @param open  null for all
     * @param after those with a higher number
     * @throws io.jiaxiao.kernel.RefusedException 404 when the day is not known
     */
    public List<FoundDifference> differences(
            Channel channel, LocalDate day, @Nullable Boolean open, long after, int most) {
        if (store.find(channel, day).isEmpty()) {
            throw UNKNOWN.asException();
        }
        return differences.page(channel, day, open, after, most);
    }

    /**
     * Has the file fetched and the day compared again with the next round; the same books give the same result.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404 when the day is not known
     */
    @Transactional
    public Settlement again(Caller actor, Channel channel, LocalDate day, String reason) {
        Settlement before = store.lock(channel, day).orElseThrow(UNKNOWN::asException);
        store.again(channel, day, clock.instant());
        audit.record(
                actor,
                "RECOMPARE_SETTLEMENT",
                new AuditTrail.Subject("settlement", channel + ":" + day),
                Map.of("state", before.state()),
                Map.of("due", "NOW"),
                reason);
        return before;
    }
}
