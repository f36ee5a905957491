package io.jiaxiao.order.trouble;

import io.jiaxiao.contracts.order.OrderAlarm;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.trouble.domain.Trouble;
import io.jiaxiao.order.trouble.domain.TroubleState;
import io.jiaxiao.order.trouble.store.TroubleStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.inbox.EventSubscription;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The work list of O7. Whoever detects something raises an {@link OrderAlarm} in the transaction that finds out; here it becomes a
 * line, once for each kind and subject however often it is noticed.
 */
@Service
public class Troubles {

    private static final Refusal UNKNOWN = Refusal.notFound("EXCEPTION_UNKNOWN", "没有找到这条异常");
    private static final Refusal HANDLED = Refusal.conflict("EXCEPTION_HANDLED", "该异常已被处理，请刷新后查看");

    private final TroubleStore store;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Troubles(TroubleStore store, AuditTrail audit, Ids ids, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** In the transaction that takes the event in. */
    void notice(OrderAlarm alarm) {
        store.notice(ids.next(), alarm.kind(), alarm.subject(), alarm.detail(), alarm.at());
    }

    /**
     * Newest first.
     *
     * @param state  null for any
     * @param kind   null for any
     * @param before those with a lower number
     */
    public List<Trouble> page(@Nullable TroubleState state, @Nullable String kind, long before, int most) {
        return store.page(state, kind, before, most);
    }

    /**
     * Says that somebody looks after it, or that it is done.
     *
     * @param to     ACKNOWLEDGED or RESOLVED
     * @param reason in the operator's words
     * @throws io.jiaxiao.kernel.RefusedException 404 none such, 409 somebody was quicker
     */
    @Transactional
    public Trouble handle(Caller actor, long id, TroubleState to, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Trouble before = store.lock(id).orElseThrow(UNKNOWN::asException);
        if (!before.state().canBecome(to) || !store.handle(before, to, actor.id(), reason, now)) {
            throw HANDLED.asException();
        }
        audit.record(
                actor,
                to == TroubleState.RESOLVED ? "RESOLVE_ORDER_EXCEPTION" : "ACKNOWLEDGE_ORDER_EXCEPTION",
                new AuditTrail.Subject("order_exception", Long.toString(id)),
                Map.of("state", before.state()),
                Map.of("state", to),
                reason);
        return store.lock(id).orElseThrow();
    }

    /** Our own alarms come back to us, as they go to everybody else. */
    @Configuration(proxyBeanMethods = false)
    static class Intake {

        @Bean
        EventSubscription<OrderAlarm> listTrouble(Troubles troubles) {
            return EventSubscription.effect("order-exceptions", OrderAlarm.class, troubles::notice);
        }
    }
}
