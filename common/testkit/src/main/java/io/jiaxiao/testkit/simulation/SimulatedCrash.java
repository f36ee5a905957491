package io.jiaxiao.testkit.simulation;

import java.io.Serial;

/** The process died here. An Error, so that code under test does not mistake it for something it may handle. */
public final class SimulatedCrash extends Error {

    @Serial
    private static final long serialVersionUID = 1L;

    public SimulatedCrash(String where) {
        super("simulated crash: " + where);
    }

    /** Whether this is a crash, also when the code under test wrapped it on the way out. */
    static boolean isIn(Throwable thrown) {
        Throwable one = thrown;
        for (int depth = 0; one != null && depth < 20; depth++) {
            if (one instanceof SimulatedCrash) {
                return true;
            }
            one = one.getCause();
        }
        return false;
    }
}
