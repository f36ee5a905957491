package io.jiaxiao.testkit.simulation;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run in one fresh world. */
final class Trial<W extends World> {

    /** Where the next command comes from. */
    @FunctionalInterface
    interface Source<W extends World> {
        Command<? super W> next(W world, int step);
    }

    private final Supplier<W> worlds;
    private final List<Simulation.Named<W>> invariants;

    private Trial(Supplier<W> worlds, List<Simulation.Named<W>> invariants) {
        this.worlds = worlds;
        this.invariants = invariants;
    }

    static <W extends World> Trial<W> of(Supplier<W> worlds, List<Simulation.Named<W>> invariants) {
        return new Trial<>(worlds, invariants);
    }

    /** The first thing that went wrong, null if all steps went well. */
    @Nullable
    Finding run(int steps, Source<W> source) {
        try (W world = worlds.get()) {
            Finding finding = broken(world, 0);
            for (int step = 1; finding == null && step <= steps; step++) {
                finding = done(world, source.next(world, step), step);
                if (finding == null) {
                    finding = broken(world, step);
                }
            }
            return finding;
        }
    }

    private @Nullable Finding done(W world, Command<? super W> command, int step) {
        try {
            command.runIn(world);
        } catch (Throwable thrown) {
            if (!SimulatedCrash.isIn(thrown)) {
                return new Finding(step, thrown.getClass().getName(), thrown);
            }
            return restarted(world, step);
        }
        return null;
    }

    private @Nullable Finding restarted(W world, int step) {
        try {
            world.restart();
            return null;
        } catch (RuntimeException | Error thrown) {
            return new Finding(step, "restart after a crash", thrown);
        }
    }

    private @Nullable Finding broken(W world, int step) {
        for (Simulation.Named<W> invariant : invariants) {
            try {
                invariant.check().check(world);
            } catch (Exception | AssertionError thrown) {
                return new Finding(step, invariant.statement(), thrown);
            }
        }
        return null;
    }
}
