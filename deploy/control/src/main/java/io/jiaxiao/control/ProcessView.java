package io.jiaxiao.control;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How one process does.
 *
 * @param pid empty when it does not run, or is not ours
 * @param port empty for a server elsewhere
 * @param residentMiB its memory, where the system tells
 * @param note address of a server elsewhere, or empty
 */
public record ProcessView(
        String name,
        State state,
        OptionalLong pid,
        OptionalInt port,
        OptionalLong residentMiB,
        Optional<Duration> uptime,
        String note) {

    /** What can be said about a process from outside. */
    public enum State {
        HEALTHY,
        /** Runs, does not answer yet, and has not had its time. */
        STARTING,
        /** Runs and should answer, but does not. */
        UNHEALTHY,
        /** Was not started, or was stopped. */
        DOWN,
        /** Was started and ended by itself. */
        DIED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
