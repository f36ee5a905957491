package io.jiaxiao.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Delta debugging: drops ever smaller chunks of the commands as long as what is left still fails in the same way, each
 * try in a fresh world.
 */
final class Shrinking<W extends World> {

    private final Trial<W> trial;
    private final Finding finding;
    private int triesLeft;

    Shrinking(Supplier<W> worlds, List<Simulation.Named<W>> invariants, Finding finding, int tries) {
        this.trial = Trial.of(worlds, invariants);
        this.finding = finding;
        this.triesLeft = tries;
    }

    List<Command<? super W>> of(List<Command<? super W>> commands) {
        List<Command<? super W>> best = commands;
        int chunk = Math.max(1, best.size() / 2);
        while (triesLeft > 0) {
            boolean dropped = false;
            for (int from = 0; from < best.size() && triesLeft > 0; ) {
                List<Command<? super W>> without = without(best, from, from + chunk);
                if (stillFails(without)) {
                    best = without;
                    dropped = true;
                } else {
                    from += chunk;
                }
            }
            if (chunk == 1 && !dropped) {
                break;
            }
            chunk = Math.max(1, chunk / 2);
        }
        return best;
    }

    private boolean stillFails(List<Command<? super W>> commands) {
        if (commands.isEmpty() && finding.step() > 0) {
            return false;
        }
        triesLeft--;
        Finding found = trial.run(commands.size(), (world, step) -> commands.get(step - 1));
        return found != null && found.kind().equals(finding.kind());
    }

    private static <T> List<T> without(List<T> all, int from, int to) {
        List<T> rest = new ArrayList<>(all.subList(0, from));
        rest.addAll(all.subList(Math.min(to, all.size()), all.size()));
        return rest;
    }
}
