package io.jiaxiao.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Random commands, drawn from a seed by weight, against a system and its model; every invariant is checked after every
 * step. A failure names the seed, the step and the last commands, and is shrunk to few commands that still fail.
 *
 * <p>{@code -Djx.seeds=N} runs N seeds instead of the stated number, {@code -Djx.seed=S} runs that one only.
 */
public final class Simulation<W extends World> {

    /** A statement about a world that holds after every step; throws if it does not. */
    @FunctionalInterface
    public interface Invariant<W> {
        void check(W world) throws Exception;
    }

    private final String name;
    private final Supplier<W> worlds;
    private final List<Weighted<W>> makers = new ArrayList<>();
    private final List<Named<W>> invariants = new ArrayList<>();
    private int steps = 200;
    private int seeds = 5;
    private int shrinkTries = 400;

    private Simulation(String name, Supplier<W> worlds) {
        this.name = name;
        this.worlds = worlds;
    }

    public static <W extends World> Simulation<W> of(String name, Supplier<W> worlds) {
        return new Simulation<>(name, worlds);
    }

    /** A sort of command; {@code maker} may look at the world to draw something likely, but must not change it. */
    public Simulation<W> command(int weight, BiFunction<Random, W, Command<? super W>> maker) {
        if (weight < 1) {
            throw new IllegalArgumentException("a weight is at least 1");
        }
        makers.add(new Weighted<>(weight, maker));
        return this;
    }

    public Simulation<W> invariant(String statement, Invariant<? super W> check) {
        invariants.add(new Named<>(statement, check));
        return this;
    }

    public Simulation<W> steps(int perSeed) {
        steps = perSeed;
        return this;
    }

    public Simulation<W> seeds(int number) {
        seeds = number;
        return this;
    }

    /** How many worlds shrinking may use up; fewer where a world is expensive. */
    public Simulation<W> shrinkTries(int most) {
        shrinkTries = most;
        return this;
    }

    /** @throws SimulationFailure for the first seed that fails */
    public void run() {
        if (makers.isEmpty()) {
            throw new IllegalStateException(name + " has no command");
        }
        Long only = Long.getLong("jx.seed");
        LongStream all =
                only != null ? LongStream.of(only) : LongStream.rangeClosed(1, Integer.getInteger("jx.seeds", seeds));
        all.forEach(this::run);
    }

    private void run(long seed) {
        Random random = new Random(seed);
        List<Command<? super W>> done = new ArrayList<>();
        Finding finding = Trial.of(worlds, invariants).run(steps, (world, step) -> {
            Command<? super W> next = draw(random, world);
            done.add(next);
            return next;
        });
        if (finding != null) {
            List<Command<? super W>> few = new Shrinking<>(worlds, invariants, finding, shrinkTries).of(done);
            throw new SimulationFailure(name, seed, finding, done, few);
        }
    }

    private Command<? super W> draw(Random random, W world) {
        int at = random.nextInt(makers.stream().mapToInt(Weighted::weight).sum());
        for (Weighted<W> maker : makers) {
            at -= maker.weight();
            if (at < 0) {
                return maker.maker().apply(random, world);
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }

    private record Weighted<W extends World>(int weight, BiFunction<Random, W, Command<? super W>> maker) {}

    record Named<W>(String statement, Invariant<? super W> check) {}
}
