package io.jiaxiao.testkit.simulation;

import java.io.Serial;
import java.util.List;

/** A seed that fails, told so that it can be run again and understood. */
public final class SimulationFailure extends AssertionError {

    private static final int SHOWN = 20;

    @Serial
    private static final long serialVersionUID = 1L;

    private final long seed;
    private final int step;
    private final transient List<?> shrunk;

    SimulationFailure(String name, long seed, Finding finding, List<?> commands, List<?> shrunk) {
        super(text(name, seed, finding, commands, shrunk), finding.thrown());
        this.seed = seed;
        this.step = finding.step();
        this.shrunk = List.copyOf(shrunk);
    }

    public long seed() {
        return seed;
    }

    /** Counted from 1; 0 if the world was wrong before the first command. */
    public int step() {
        return step;
    }

    /** The few commands that still fail in the same way, in order. */
    public List<?> shrunk() {
        return shrunk;
    }

    private static String text(String name, long seed, Finding finding, List<?> commands, List<?> shrunk) {
        int from = Math.max(0, commands.size() - SHOWN);
        StringBuilder text = new StringBuilder()
                .append("%s: seed %d fails at step %d: %s%n".formatted(name, seed, finding.step(), finding.kind()))
                .append("  %s%n".formatted(finding.thrown()))
                .append("last %d of %d commands:%n".formatted(commands.size() - from, commands.size()));
        list(text, commands, from);
        text.append("shrunk to %d:%n".formatted(shrunk.size()));
        list(text, shrunk, 0);
        return text.append("run it again with -Djx.seed=%d".formatted(seed)).toString();
    }

    private static void list(StringBuilder text, List<?> commands, int from) {
        for (int i = from; i < commands.size(); i++) {
            text.append("  %4d %s%n".formatted(i + 1, commands.get(i)));
        }
    }
}
