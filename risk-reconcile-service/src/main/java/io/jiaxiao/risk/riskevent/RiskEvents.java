package io.jiaxiao.risk.riskevent;

import io.jiaxiao.contracts.order.CancellationBurstSeen;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.risk.riskevent.domain.RiskEvent;
import io.jiaxiao.risk.riskevent.domain.RiskEvent.Evidence;
import io.jiaxiao.risk.riskevent.domain.RiskEvent.State;
import io.jiaxiao.risk.riskevent.store.RiskEventStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.inbox.EventSubscription;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what is told and lets operators look after it. A copy changes nothing; of news that overtook each other the latest stays,
 * and an end is never forgotten.
 */
@Service
public class RiskEvents {

    private static final int SECONDS_OF_A_MINUTE = 60;

    private static final Refusal UNKNOWN = Refusal.notFound("RISK_EVENT_UNKNOWN", "没有这个风险事件");
    private static final Refusal ACKNOWLEDGED = Refusal.conflict("RISK_EVENT_ACKNOWLEDGED", "该风险事件已有人处理，请刷新后查看");

    private final RiskEventStore store;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    RiskEvents(RiskEventStore store, AuditTrail audit, Ids ids, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** In the transaction that takes the event in. */
    void hear(CancellationBurstSeen burst) {
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("total", burst.total());
        figures.put("peak", burst.peak());
        figures.put("usual", burst.usual());
        figures.put("threshold", burst.threshold());
        figures.put("windowSeconds", burst.windowSeconds());
        store.hear(
                new RiskEvent(
                        ids.next(),
                        RiskEvent.CANCELLATION_BURST,
                        burst.burstId(),
                        burst.schoolId(),
                        words(burst),
                        figures,
                        burst.listed().stream()
                                .map(one -> new Evidence(
                                        one.subscriptionId(), one.purchaseId(), one.productCode(), one.at()))
                                .toList(),
                        burst.beganAt(),
                        burst.endedAt(),
                        burst.at(),
                        State.OPEN,
                        null,
                        null,
                        null),
                now());
    }

    private static String words(CancellationBurstSeen burst) {
        String many = "学校 %s 在%d分钟内最多有%d个订购被退订（通常%.2f个，阈值%d个），累计%d个"
                .formatted(
                        burst.schoolId(),
                        burst.windowSeconds() / SECONDS_OF_A_MINUTE,
                        burst.peak(),
                        burst.usual(),
                        burst.threshold(),
                        burst.total());
        return burst.endedAt() == null ? many : many + "；已平息";
    }

    /**
     * Newest first.
     *
     * @param before those with a lower number
     */
    @Transactional(readOnly = true)
    public List<RiskEvent> page(RiskEventFilter filter, long before, int most) {
        return store.page(filter, before, most);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    @Transactional(readOnly = true)
    public RiskEvent find(long id) {
        return store.find(id).orElseThrow(UNKNOWN::asException);
    }

    /**
     * Somebody looks after it.
     *
     * @param reason in the operator's words
     * @throws io.jiaxiao.kernel.RefusedException 404, 409 when somebody was quicker
     */
    @Transactional
    public RiskEvent acknowledge(Caller operator, long id, String reason) {
        RiskEvent before = find(id);
        if (!store.acknowledge(id, operator.id(), reason, now())) {
            throw ACKNOWLEDGED.asException();
        }
        audit.record(
                operator,
                "ACKNOWLEDGE_RISK_EVENT",
                new AuditTrail.Subject("risk-event", Long.toString(id)),
                Map.of("state", before.state()),
                Map.of("state", State.ACKNOWLEDGED),
                reason);
        return find(id);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whose news are kept. */
    @Configuration(proxyBeanMethods = false)
    static class Intake {

        @Bean
        EventSubscription<CancellationBurstSeen> hearCancellationBursts(RiskEvents events) {
            return EventSubscription.effect("risk-cancellation-bursts", CancellationBurstSeen.class, events::hear);
        }
    }
}
