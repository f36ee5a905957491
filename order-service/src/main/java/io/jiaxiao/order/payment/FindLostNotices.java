package io.jiaxiao.order.payment;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.jiaxiao.order.payment.store.NoticeStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Notices payments only our own question found: the partner should have told of them long ago (O7). Safe to run anywhere. */
@Component
class FindLostNotices {

    /** Behind the first re-sendings of the partner. */
    private static final Duration LATE = Duration.ofMinutes(15);
    /** Older ones were looked at when they became late. */
    private static final Duration OLDEST = Duration.ofDays(1);

    private static final int AT_ONCE = 200;

    private final NoticeStore notices;
    private final PaymentAlarms alarms;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FindLostNotices(NoticeStore notices, PaymentAlarms alarms, TransactionTemplate transaction, Clock clock) {
        this.notices = notices;
        this.alarms = alarms;
        this.transaction = transaction;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.instant();
        for (long id : notices.missing(now.minus(OLDEST), now.minus(LATE), AT_ONCE)) {
            transaction.executeWithoutResult(status -> {
                if (notices.missed(id, now)) {
                    alarms.raise(PaymentAlarms.NOTIFY_LOST, id, "支付成功已由查询发现，支付宝的通知一直没有送达");
                }
            });
        }
    }

    /** One row in db-scheduler, run by one instance at a time. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> lookForLostNotices(FindLostNotices find) {
            return Tasks.recurring("payment-lost-notices", FixedDelay.of(Duration.ofMinutes(1)))
                    .execute((instance, context) -> find.run());
        }
    }
}
