package io.jiaxiao.message.dispatch;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.message.lifecycle.Upkeep;
import io.jiaxiao.starter.ids.IdsUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Dispatches what no event brings: refused messages whose pause is over, and accepted ones whose event is late or lost. */
@Component
class DispatchSweep {

    private static final Logger log = LoggerFactory.getLogger(DispatchSweep.class);

    private static final int AT_ONCE = 16;
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);

    /** A run ends after so many batches, so that what became urgent meanwhile is not kept waiting. */
    private static final int MOST_BATCHES = 20;

    private final Upkeep upkeep;
    private final Dispatcher dispatcher;
    private final DispatchProperties properties;
    private volatile boolean stopping;

    DispatchSweep(Upkeep upkeep, Dispatcher dispatcher, DispatchProperties properties) {
        this.upkeep = upkeep;
        this.dispatcher = dispatcher;
        this.properties = properties;
    }

    /**
     * Heard before anything is stopped: the calls under way end in time, and no others begin. A call that is interrupted
     * leaves its message of unknown fate, and one that finds half of the service gone blames it on the message.
     */
    @EventListener
    void stop(ContextClosedEvent closed) {
        // Contexts made within this one are heard as well.
        if (closed.getApplicationContext().getParent() == null) {
            stopping = true;
        }
    }

    /** One run over these lanes, in this order; ends early when the service stops. */
    void run(List<Lane> lanes) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Lane lane : lanes) {
                sweep(lane, threads);
            }
        } catch (InterruptedException e) {
            // The service stops; another instance or the next start goes on.
            Thread.currentThread().interrupt();
        }
    }

    private void sweep(Lane lane, ExecutorService threads) throws InterruptedException {
        Duration grace = lane == Lane.CODE ? properties.codeGrace() : properties.bulkGrace();
        for (int batch = 0; batch < MOST_BATCHES && !stopping; batch++) {
            List<Long> due = upkeep.due(lane, grace, AT_ONCE);
            if (due.isEmpty() || !allCalled(due, threads)) {
                return;
            }
        }
    }

    /** False when no channel took calls any more: then the rest of the lane can wait as well. */
    private boolean allCalled(List<Long> due, ExecutorService threads) throws InterruptedException {
        List<Callable<Dispatcher.Outcome>> work = new ArrayList<>();
        due.forEach(id -> work.add(() -> dispatch(id)));
        boolean open = true;
        for (Future<Dispatcher.Outcome> done : threads.invokeAll(work)) {
            try {
                open &= done.get() != Dispatcher.Outcome.NO_CHANNEL;
            } catch (ExecutionException e) {
                throw new IllegalStateException("dispatch does not throw", e);
            }
        }
        return open;
    }

    private Dispatcher.Outcome dispatch(long id) {
        try {
            return dispatcher.dispatch(id);
        } catch (IdsUnavailableException e) {
            // No message's fault: all of them wait until there are numbers again.
            log.warn("message {} and what is behind it wait: {}", id, e.toString());
            return Dispatcher.Outcome.NO_CHANNEL;
        } catch (RuntimeException e) {
            // One message nobody can read must not be the first in line for ever.
            log.error("message {} cannot be dispatched", id, e);
            upkeep.postpone(id, AFTER_A_FAULT);
            return Dispatcher.Outcome.NOTHING_TO_DO;
        }
    }
}
