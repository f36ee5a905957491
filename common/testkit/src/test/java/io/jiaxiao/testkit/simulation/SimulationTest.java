package io.jiaxiao.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimulationTest {

    /** A purse that forgets its guard at one amount: what a simulation should find and shrink to two commands. */
    private static final class Purses implements World {
        final boolean planted;
        final Map<String, Integer> system = new HashMap<>();
        final Map<String, Integer> model = new HashMap<>();
        final CrashPoints crashes = new CrashPoints();
        int restarts;

        Purses(boolean planted) {
            this.planted = planted;
        }

        @Override
        public void restart() {
            restarts++;
        }
    }

    private record Put(String owner, int amount) implements Command<Purses> {
        @Override
        public void runIn(Purses world) {
            world.system.merge(owner, amount, Integer::sum);
            world.model.merge(owner, amount, Integer::sum);
        }
    }

    private record Take(String owner, int amount) implements Command<Purses> {
        @Override
        public void runIn(Purses world) {
            boolean guarded = !world.planted || amount != 7;
            if (!guarded || world.system.getOrDefault(owner, 0) >= amount) {
                world.system.merge(owner, -amount, Integer::sum);
            }
            if (world.model.getOrDefault(owner, 0) >= amount) {
                world.model.merge(owner, -amount, Integer::sum);
            }
        }
    }

    private record Crash(int at) implements Command<Purses> {
        @Override
        public void runIn(Purses world) {
            world.crashes.armAt(at);
            world.crashes.reached("first");
            world.crashes.reached("second");
        }
    }

    private static Simulation<Purses> simulation(boolean planted) {
        return Simulation.of("purses", () -> new Purses(planted))
                .command(3, (random, world) -> new Put(owner(random), random.nextInt(1, 20)))
                .command(3, (random, world) -> new Take(owner(random), random.nextInt(1, 20)))
                .command(1, (random, world) -> new Crash(random.nextInt(1, 3)))
                .invariant("nobody is below zero", world -> assertThat(world.system.values())
                        .allMatch(amount -> amount >= 0))
                .invariant("system and model agree", world -> assertThat(world.system)
                        .isEqualTo(world.model))
                .steps(300)
                .seeds(10);
    }

    private static String owner(Random random) {
        return "owner" + random.nextInt(5);
    }

    @Test
    void aSoundSystem_survivesAllSeedsAndCrashes() {
        assertThatCode(() -> simulation(false).run()).doesNotThrowAnyException();
    }

    @Test
    void aPlantedBug_isFoundAndShrunkToTheOneCommandThatShowsIt() {
        SimulationFailure failure = catchThrowableOfType(
                SimulationFailure.class, () -> simulation(true).run());

        assertThat(failure.shrunk()).singleElement().isInstanceOfSatisfying(Take.class, take -> assertThat(
                        take.amount())
                .isEqualTo(7));
        assertThat(failure)
                .hasMessageContaining("purses: seed " + failure.seed() + " fails at step " + failure.step())
                .hasMessageContaining("nobody is below zero")
                .hasMessageContaining("shrunk to 1:")
                .hasMessageContaining("amount=7")
                .hasMessageContaining("-Djx.seed=" + failure.seed());
    }

    @Test
    void aBugThatNeedsTwoCommands_isShrunkToThoseTwo() {
        SimulationFailure failure =
                catchThrowableOfType(SimulationFailure.class, () -> Simulation.of("pair", () -> new Purses(false))
                        .command(5, (random, world) -> new Put(owner(random), random.nextInt(1, 50)))
                        .command(1, (random, world) -> new Put("rare", 1))
                        .invariant("rare and owner3 are never both rich", world -> assertThat(
                                        world.system.containsKey("rare") && world.system.containsKey("owner3"))
                                .isFalse())
                        .run());

        assertThat(failure.shrunk()).hasSize(2).hasAtLeastOneElementOfType(Put.class);
        assertThat(failure.shrunk().toString()).contains("rare").contains("owner3");
    }

    @Test
    void theSameSeed_givesTheSameFailure() {
        SimulationFailure one = catchThrowableOfType(
                SimulationFailure.class, () -> simulation(true).run());
        SimulationFailure two = catchThrowableOfType(
                SimulationFailure.class, () -> simulation(true).run());
        assertThat(two).hasMessage(one.getMessage());
    }

    @Test
    void theFailureShowsOnlyTheLastTwentyCommands() {
        SimulationFailure failure =
                catchThrowableOfType(SimulationFailure.class, () -> Simulation.of("long", () -> new Purses(false))
                        .command(1, (random, world) -> new Put("owner", 1))
                        .invariant("less than 100", world -> assertThat(world.system.getOrDefault("owner", 0))
                                .isLessThan(100))
                        .run());
        assertThat(failure.step()).isEqualTo(100);
        assertThat(failure).hasMessageContaining("last 20 of 100 commands").hasMessageContaining("shrunk to 100:");
    }

    @Test
    void whatACommandThrows_isAFailure_andACrashIsNot() {
        record Fault() implements Command<Purses> {
            @Override
            public void runIn(Purses world) {
                throw new IllegalStateException("broken");
            }
        }
        record WrappedCrash() implements Command<Purses> {
            @Override
            public void runIn(Purses world) {
                throw new IllegalStateException(new SimulatedCrash("inside"));
            }
        }
        assertThatThrownBy(() -> Simulation.of("fault", () -> new Purses(false))
                        .command(1, (random, world) -> new Fault())
                        .run())
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("broken");

        List<Purses> worlds = new ArrayList<>();
        Simulation.of("crash", () -> {
                    Purses world = new Purses(false);
                    worlds.add(world);
                    return world;
                })
                .command(1, (random, world) -> new WrappedCrash())
                .steps(3)
                .seeds(1)
                .run();
        assertThat(worlds).singleElement().extracting(world -> world.restarts).isEqualTo(3);
    }

    @Test
    void aWorldThatIsWrongFromTheStart_isSaidSo() {
        assertThatThrownBy(() -> Simulation.of("wrong", () -> new Purses(false))
                        .command(1, (random, world) -> new Put("a", 1))
                        .invariant(
                                "impossible", world -> assertThat(world.model).isNotEmpty())
                        .run())
                .isInstanceOfSatisfying(SimulationFailure.class, failure -> assertThat(failure.step())
                        .isZero());
    }

    @Test
    void aSimulationWithoutCommands_isAMistakeNotAPass() {
        assertThatThrownBy(() -> Simulation.of("empty", () -> new Purses(false)).run())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void oneSeedOrMore_canBeAskedForFromOutside() {
        List<Long> firsts = new ArrayList<>();
        Simulation<Purses> recorded = Simulation.of("seeds", () -> new Purses(false))
                .command(1, (random, world) -> {
                    firsts.add(random.nextLong());
                    return new Put("a", 1);
                })
                .steps(1)
                .seeds(2);
        System.setProperty("jx.seed", "42");
        try {
            recorded.run();
        } finally {
            System.clearProperty("jx.seed");
        }
        Random same = new Random(42);
        same.nextInt(1);
        assertThat(firsts).containsExactly(same.nextLong());

        firsts.clear();
        System.setProperty("jx.seeds", "7");
        try {
            recorded.run();
        } finally {
            System.clearProperty("jx.seeds");
        }
        assertThat(firsts).hasSize(7).doesNotHaveDuplicates();
    }
}
