package io.jiaxiao.testkit.simulation;

/**
 * What a simulation acts on: the system under test beside the model that says what it should be. Each run and each try
 * of shrinking gets a fresh one, which must behave the same for the same commands.
 */
public interface World extends AutoCloseable {

    /** Called after a command ended in a {@link SimulatedCrash}: starts the system anew on what is stored. */
    default void restart() {
        throw new IllegalStateException(getClass().getSimpleName() + " met a simulated crash but cannot restart");
    }

    @Override
    default void close() {}
}
