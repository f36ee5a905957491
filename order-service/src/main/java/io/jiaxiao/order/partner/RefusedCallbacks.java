package io.jiaxiao.order.partner;

import io.jiaxiao.contracts.order.OrderAlarm;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells people of calls in a partner's name that were refused, though not again for every one of a flood: whoever sends one must not
 * be able to make us write.
 */
@Component
public class RefusedCallbacks {

    private static final Logger log = LoggerFactory.getLogger(RefusedCallbacks.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Map<String, Instant> lastTold = new ConcurrentHashMap<>();

    RefusedCallbacks(Outbox outbox, TransactionTemplate transaction) {
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /** @param what of each there is one alarm in five minutes; never what the stranger chooses without a bound */
    public void tell(String what, OrderAlarm alarm) {
        Instant now = alarm.at();
        boolean[] due = {false};
        lastTold.values().removeIf(last -> !now.isBefore(last.plus(PAUSE)));
        lastTold.computeIfAbsent(what, first -> {
            due[0] = true;
            return now;
        });
        if (!due[0]) {
            return;
        }
        log.warn("a call in a partner's name was refused ({}): {}", what, alarm.detail());
        try {
            transaction.executeWithoutResult(status -> outbox.append(alarm));
        } catch (RuntimeException e) {
            lastTold.remove(what);
            log.error("the alarm about a refused call could not be stored: {}", e.toString());
        }
    }
}
