package io.jiaxiao.starter.flow;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import io.jiaxiao.starter.inbox.EventSubscription;
import io.jiaxiao.testkit.identity.TestIdentity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A service that only talks to itself: every auto-configuration of the starter, and nothing of its own. */
@SpringBootApplication
@Import(TestIdentity.class)
class FlowApplication {

    /** Something happened {@code number} times. */
    @EventType(topic = Topics.ROSTER_EVENTS, tag = "Happened")
    record Happened(String what, int number) implements DomainEvent {
        @Override
        public String aggregateId() {
            return what;
        }
    }

    /** Something pressing. */
    @EventType(topic = Topics.MESSAGE_DISPATCH_CODE, tag = "Pressing", urgent = true)
    record Pressing(String what) implements DomainEvent {
        @Override
        public String aggregateId() {
            return what;
        }
    }

    /** What the consumers saw. */
    static final class Seen {
        final Map<String, List<Integer>> happened = new ConcurrentHashMap<>();
        final List<String> pressing = new CopyOnWriteArrayList<>();
        final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();

        List<Integer> of(String what) {
            return happened.computeIfAbsent(what, name -> new CopyOnWriteArrayList<>());
        }

        /** Fails as often as a test has ordered. */
        void failIfOrdered(String what) {
            AtomicInteger left = failures.get(what);
            if (left != null && left.getAndDecrement() > 0) {
                throw new IllegalStateException("ordered failure");
            }
        }
    }

    @Bean
    Seen seen() {
        return new Seen();
    }

    @Bean
    EventSubscription<Happened> happened(Seen seen) {
        return EventSubscription.effect("flow-happened", Happened.class, event -> {
            seen.failIfOrdered(event.what());
            seen.of(event.what()).add(event.number());
        });
    }

    @Bean
    EventSubscription<Pressing> pressing(Seen seen) {
        return EventSubscription.work("flow-pressing", Pressing.class, event -> {
            seen.failIfOrdered(event.what());
            seen.pressing.add(event.what());
        });
    }
}
