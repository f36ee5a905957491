package io.jiaxiao.mall.supply.callback;

import io.jiaxiao.contracts.mall.MallAlarm;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.supply.SupplyNotices;
import io.jiaxiao.starter.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes genuine callbacks to the port and refuses all others: counted each time, and told to people, though not again for every
 * one of a flood. A callback is acknowledged only after the port has stored it.
 */
@Component
public final class CallbackDesk {

    private static final Logger log = LoggerFactory.getLogger(CallbackDesk.class);
    private static final Duration ALARM_PAUSE = Duration.ofMinutes(5);
    private static final Refusal REFUSED = Refusal.forbidden("CALLBACK_REFUSED", "回调未通过校验");
    private static final Refusal UNREADABLE = Refusal.invalid("CALLBACK_UNREADABLE", "回调内容无法识别");

    private final ObjectProvider<SupplyNotices> notices;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, Instant> lastAlarm = new ConcurrentHashMap<>();

    CallbackDesk(
            ObjectProvider<SupplyNotices> notices,
            Outbox outbox,
            TransactionTemplate transaction,
            MeterRegistry meters,
            Clock clock) {
        this.notices = notices;
        this.outbox = outbox;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Returns when the notice is stored.
     *
     * @throws io.jiaxiao.kernel.RefusedException for whatever is not genuine
     */
    public void take(String channel, Verdict verdict, HttpServletRequest request) {
        switch (verdict) {
            case Verdict.Genuine genuine -> {
                meters.counter("jiaxiao.callback.taken", "partner", channel).increment();
                notices.getObject().take(genuine.notice());
            }
            case Verdict.Bad(Verdict.Fault fault) -> {
                refuse(channel, fault, sourceOf(request));
                throw (fault == Verdict.Fault.MALFORMED ? UNREADABLE : REFUSED).asException();
            }
        }
    }

    /** Whether the call may come from there; nothing listed allows any address. */
    public boolean mayComeFrom(List<String> allowed, HttpServletRequest request) {
        String source = sourceOf(request);
        return allowed.isEmpty()
                || allowed.stream().map(IpAddressMatcher::new).anyMatch(matcher -> matcher.matches(source));
    }

    private void refuse(String channel, Verdict.Fault fault, String source) {
        meters.counter("jiaxiao.callback.forged", "partner", channel, "what", fault.name())
                .increment();
        Instant now = clock.instant();
        boolean[] due = {false};
        lastAlarm.compute(channel + fault, (key, last) -> {
            due[0] = last == null || !now.isBefore(last.plus(ALARM_PAUSE));
            return due[0] ? now : last;
        });
        if (due[0]) {
            log.warn("a callback in the name of {} was refused: {}, from {}", channel, fault, source);
            String detail = "收到未通过校验的" + channel + "回调（" + fault + "），来源 " + source;
            try {
                transaction.executeWithoutResult(
                        status -> outbox.append(new MallAlarm("CALLBACK_FORGED", channel, detail, now)));
            } catch (RuntimeException e) {
                lastAlarm.remove(channel + fault);
                log.error("the alarm about callbacks in the name of {} could not be stored: {}", channel, e.toString());
            }
        }
    }

    /** The gateway alone sets the header; without a gateway in between the connection says it. */
    private static String sourceOf(HttpServletRequest request) {
        String client = request.getHeader("X-Client-Ip");
        return client != null && client.matches("[0-9a-fA-F.:]{2,45}") ? client : request.getRemoteAddr();
    }
}
