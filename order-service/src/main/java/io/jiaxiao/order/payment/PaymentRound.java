package io.jiaxiao.order.payment;

import io.jiaxiao.order.partner.SideBySide;
import io.jiaxiao.order.payment.domain.Refund;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Does what is due, one batch after another until no full one is left. What is slow holds up nothing of its own batch, and the next
 * batch until it is answered or given up. Safe to run anywhere, any number of times.
 */
@Component
class PaymentRound {

    private static final Logger log = LoggerFactory.getLogger(PaymentRound.class);

    private final FollowPayments follow;
    private final CarryOutRefunds refunds;
    private final PaymentProperties properties;

    PaymentRound(FollowPayments follow, CarryOutRefunds refunds, PaymentProperties properties) {
        this.follow = follow;
        this.refunds = refunds;
        this.properties = properties;
    }

    /** @return how much was done */
    int run() {
        int done = 0;
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            List<Long> payments = follow.take();
            List<Refund> money = refunds.take();
            List<Runnable> work = new ArrayList<>();
            payments.forEach(payment -> work.add(() -> follow.look(payment)));
            money.forEach(refund -> work.add(() -> refunds.carryOn(refund)));
            // What failed is due again when its time as taken is over.
            SideBySide.all(
                    work,
                    Runnable::run,
                    (piece, e) -> log.warn("a payment or refund could not be looked after now", e));
            done += work.size();
            more = payments.size() >= properties.atOnce() || money.size() >= properties.atOnce();
        }
        return done;
    }
}
