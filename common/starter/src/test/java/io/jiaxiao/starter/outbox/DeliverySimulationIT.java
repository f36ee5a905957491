package io.jiaxiao.starter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.testkit.simulation.Command;
import io.jiaxiao.testkit.simulation.JdbcFault;
import io.jiaxiao.testkit.simulation.Simulation;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever crashes, repeats or stalls: each committed change arrives once, and in the order of its aggregate. */
class DeliverySimulationIT {

    record Count(String counter, int times) implements Command<CounterWorld> {
        @Override
        public void runIn(CounterWorld world) {
            world.count(counter, times);
        }
    }

    record Relay(boolean first) implements Command<CounterWorld> {
        @Override
        public void runIn(CounterWorld world) {
            world.relay(first);
        }
    }

    record Deliver(int most, int back) implements Command<CounterWorld> {
        @Override
        public void runIn(CounterWorld world) {
            world.deliver(most, back);
        }
    }

    record CrashAtJdbcCall(int call, boolean after) implements Command<CounterWorld> {
        @Override
        public void runIn(CounterWorld world) {
            world.source.arm(after ? JdbcFault.crashAfter(call) : JdbcFault.crashBefore(call));
        }
    }

    record CrashAtBroker(int step) implements Command<CounterWorld> {
        @Override
        public void runIn(CounterWorld world) {
            world.broker.armAt(step);
        }
    }

    record LoseAnswer() implements Command<CounterWorld> {
        @Override
        public void runIn(CounterWorld world) {
            world.loseNextAnswer();
        }
    }

    record Stall() implements Command<CounterWorld> {
        @Override
        public void runIn(CounterWorld world) {
            world.stallNextSend();
        }
    }

    record Settle() implements Command<CounterWorld> {
        @Override
        public void runIn(CounterWorld world) {
            world.settle();
            assertThat(world.waiting()).as("events left in the outbox").isZero();
            for (int i = 0; i < CounterWorld.COUNTERS; i++) {
                String counter = "counter-" + i;
                assertThat(world.value("seen", counter))
                        .as("what the consumer knows of " + counter)
                        .isEqualTo(world.value("counter", counter));
            }
        }
    }

    private static String counter(Random random) {
        return "counter-" + random.nextInt(CounterWorld.COUNTERS);
    }

    @Test
    void eachCommittedChangeArrivesOnceAndInOrder() {
        Simulation.of("outbox to inbox", CounterWorld::new)
                .command(30, (random, world) -> new Count(counter(random), random.nextInt(1, 4)))
                .command(20, (random, world) -> new Relay(random.nextBoolean()))
                .command(20, (random, world) -> new Deliver(random.nextInt(1, 6), random.nextInt(4)))
                .command(12, (random, world) -> new CrashAtJdbcCall(random.nextInt(1, 12), random.nextBoolean()))
                .command(5, (random, world) -> new CrashAtBroker(random.nextInt(1, 4)))
                .command(5, (random, world) -> new LoseAnswer())
                .command(4, (random, world) -> new Stall())
                .command(4, (random, world) -> new Settle())
                .invariant("no consumer sees a gap, a repeat or a step back", world -> assertThat(world.violations)
                        .isEmpty())
                .steps(150)
                .seeds(5)
                .shrinkTries(40)
                .run();
    }
}
