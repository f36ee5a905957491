package io.jiaxiao.message.lifecycle;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.store.AttemptStore;
import io.jiaxiao.message.lifecycle.store.MessageStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;

/** The real deliveries, after one of whose reads something else happens before its reader goes on. */
public final class InterruptedDeliveries extends Deliveries {

    private final int after;
    private final Runnable meanwhile;
    private int reads;

    /** @param after number of the read, from 1 */
    public InterruptedDeliveries(BeanFactory beans, int after, Runnable meanwhile) {
        super(
                beans.getBean(MessageStore.class),
                beans.getBean(AttemptStore.class),
                beans.getBean(Conclusions.class),
                beans.getBean(Clock.class));
        this.after = after;
        this.meanwhile = meanwhile;
    }

    @Override
    public Optional<Attempt> attemptOf(String channel, String batch, Mobile mobile) {
        Optional<Attempt> found = super.attemptOf(channel, batch, mobile);
        read();
        return found;
    }

    @Override
    public List<Attempt> undecided(String channel, Mobile mobile, Instant from, Instant until) {
        List<Attempt> found = super.undecided(channel, mobile, from, until);
        read();
        return found;
    }

    private void read() {
        if (++reads == after) {
            meanwhile.run();
        }
    }
}
