package io.jiaxiao.order.payment;

import io.jiaxiao.order.payment.domain.Refund;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Does what is due, some of it side by side: one slow answer must not hold up the others. Safe to run anywhere, any number of times. */
@Component
class PaymentRound {

    private static final Logger log = LoggerFactory.getLogger(PaymentRound.class);

    private final FollowPayments follow;
    private final CarryOutRefunds refunds;

    PaymentRound(FollowPayments follow, CarryOutRefunds refunds) {
        this.follow = follow;
        this.refunds = refunds;
    }

    /** @return how much was done */
    int run() {
        List<Runnable> work = new ArrayList<>();
        for (long payment : follow.take()) {
            work.add(() -> follow.look(payment));
        }
        for (Refund refund : refunds.take()) {
            work.add(() -> refunds.carryOn(refund));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            work.forEach(each -> running.add(threads.submit(each)));
            running.forEach(PaymentRound::ended);
        }
        return work.size();
    }

    /** What failed is due again when its time as taken is over. */
    private static void ended(Future<?> each) {
        try {
            each.get();
        } catch (ExecutionException e) {
            log.warn("a payment or refund could not be looked after now", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
