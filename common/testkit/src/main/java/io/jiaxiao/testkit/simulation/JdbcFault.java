package io.jiaxiao.testkit.simulation;

/**
 * What happens at one call to the database.
 *
 * @param call   which one, counted from 1 over executions, commits and rollbacks
 * @param moment before the database did it, or after it really has
 * @param kind   what breaks
 */
public record JdbcFault(int call, Moment moment, Kind kind) {

    /** On which side of the real effect. */
    public enum Moment {
        BEFORE,
        AFTER
    }

    /** How much dies with the connection. */
    public enum Kind {
        /** The whole process: a {@link SimulatedCrash}, and no connection works before the restart. */
        PROCESS_DIES,
        /** Only this connection: an SQLException, as when a network breaks; whoever called does not know the outcome. */
        CONNECTION_LOST
    }

    public static JdbcFault crashBefore(int call) {
        return new JdbcFault(call, Moment.BEFORE, Kind.PROCESS_DIES);
    }

    public static JdbcFault crashAfter(int call) {
        return new JdbcFault(call, Moment.AFTER, Kind.PROCESS_DIES);
    }

    public static JdbcFault lostBefore(int call) {
        return new JdbcFault(call, Moment.BEFORE, Kind.CONNECTION_LOST);
    }

    public static JdbcFault lostAfter(int call) {
        return new JdbcFault(call, Moment.AFTER, Kind.CONNECTION_LOST);
    }
}
