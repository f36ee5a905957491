package io.jiaxiao.control.bench;

import io.jiaxiao.control.Settings;
import java.io.PrintStream;
import java.util.List;

/** One measurement. */
public interface Bench {

    /** As it is called: {@code ./platform bench NAME}. */
    String name();

    /** What it measures and how, in a line for the list and for the table's head. */
    String about();

    /**
     * Measures. It takes servers of its own and leaves nothing running.
     *
     * @param settings of the platform the call belongs to; its ports are free for the measurement
     * @throws io.jiaxiao.control.CannotContinue when it cannot be measured here and now
     */
    List<Measured> run(Settings settings, PrintStream out);
}
