package io.jiaxiao.control;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says what became of the processes when Ctrl-C ends this program in the middle of {@code up}. */
final class Interrupted {

    private static final AtomicBoolean ARMED = new AtomicBoolean();

    private Interrupted() {}

    static void remember(PrintStream out) {
        ARMED.set(true);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (ARMED.get()) {
                out.println();
                out.println("platform: interrupted. What was started keeps running; ./platform up goes on from here,"
                        + " ./platform down stops it");
            }
        }));
    }

    static void forget() {
        ARMED.set(false);
    }
}
