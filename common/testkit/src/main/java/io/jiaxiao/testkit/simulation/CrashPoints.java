package io.jiaxiao.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Named steps of code under test, of which one can be told to be the last. The code calls {@link #reached}, handed in as
 * a {@code Consumer<String>}; a test arms it, by number or by name. Fires once, then is disarmed. Thread-safe.
 */
public final class CrashPoints {

    private final List<String> trace = new ArrayList<>();
    private int countdown;
    private @Nullable String only;

    /** Crashes at the {@code nth} step reached from now, counted from 1. */
    public synchronized void armAt(int nth) {
        arm(nth, null);
    }

    /** Crashes when {@code step} is reached for the {@code nth} time from now, counted from 1. */
    public synchronized void armAt(String step, int nth) {
        arm(nth, step);
    }

    public synchronized void disarm() {
        countdown = 0;
    }

    public synchronized boolean isArmed() {
        return countdown > 0;
    }

    /** @throws SimulatedCrash if this is the armed step */
    public synchronized void reached(String step) {
        trace.add(step);
        if (countdown > 0 && (only == null || only.equals(step)) && --countdown == 0) {
            throw new SimulatedCrash(step);
        }
    }

    /** Every step reached so far, in order: a test can take its length and then crash at each one. */
    public synchronized List<String> trace() {
        return List.copyOf(trace);
    }

    private void arm(int nth, @Nullable String step) {
        if (nth < 1) {
            throw new IllegalArgumentException("steps count from 1");
        }
        countdown = nth;
        only = step;
    }
}
