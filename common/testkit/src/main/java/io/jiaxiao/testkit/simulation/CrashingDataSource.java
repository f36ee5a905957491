package io.jiaxiao.testkit.simulation;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A real data source whose user can be made to die at any of its calls: the connection is really broken, so the database
 * rolls back what was not committed, and what was committed stays. After a process crash every connection is dead until
 * {@link #restart()}. Thread-safe.
 */
public final class CrashingDataSource implements DataSource {

    private final DataSource real;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final List<String> trace = new ArrayList<>();
    private @Nullable JdbcFault fault;
    private int calls;
    private volatile boolean dead;

    public CrashingDataSource(DataSource real) {
        this.real = real;
    }

    /** Lets one coming call fail; calls are counted from now. Fires once. */
    public synchronized void arm(JdbcFault next) {
        fault = next;
        calls = 0;
        trace.clear();
    }

    public synchronized void disarm() {
        fault = null;
        calls = 0;
        trace.clear();
    }

    /** The calls since it was last armed or disarmed, as {@code execute INSERT ...}: a test can crash at each. */
    public synchronized List<String> trace() {
        return List.copyOf(trace);
    }

    /** Whether an armed fault has not been reached yet. */
    public synchronized boolean isArmed() {
        return fault != null;
    }

    /** The process is started again: new connections work. */
    public synchronized void restart() {
        disarm();
        dead = false;
    }

    @Override
    public Connection getConnection() throws SQLException {
        requireAlive();
        Connection connection = real.getConnection();
        open.add(connection);
        return CrashingConnection.around(connection, this);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the data source has a user of its own");
    }

    /** Counts a call about to be made; answers its number. */
    int before(String call, Connection connection) throws SQLException {
        int number = next(call);
        fire(number, JdbcFault.Moment.BEFORE, call, connection);
        return number;
    }

    /** Called when it has been made, with the number it got. */
    void after(int number, String call, Connection connection) throws SQLException {
        fire(number, JdbcFault.Moment.AFTER, call, connection);
    }

    void requireAlive() {
        if (dead) {
            throw new SimulatedCrash("this process is dead already");
        }
    }

    void closed(Connection connection) {
        open.remove(connection);
    }

    private synchronized int next(String call) {
        requireAlive();
        trace.add(call);
        return ++calls;
    }

    private synchronized void fire(int number, JdbcFault.Moment moment, String call, Connection connection)
            throws SQLException {
        JdbcFault armed = fault;
        if (armed == null || armed.call() != number || armed.moment() != moment) {
            return;
        }
        fault = null;
        String where = moment + " " + call;
        if (armed.kind() == JdbcFault.Kind.CONNECTION_LOST) {
            cut(connection);
            throw new SQLNonTransientConnectionException("simulated loss of the connection " + where, "08S01");
        }
        dead = true;
        for (Connection one : open) {
            cut(one);
        }
        throw new SimulatedCrash(where);
    }

    private void cut(Connection connection) throws SQLException {
        open.remove(connection);
        connection.abort(Runnable::run);
        try (var poke = connection.createStatement()) {
            poke.execute("SELECT 1");
            throw new IllegalStateException("the driver does not really break a connection");
        } catch (SQLException broken) {
            // Wanted: from this failure a pool learns that it must not hand this connection out again.
            open.remove(connection);
        }
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || real.isWrapperFor(type);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return real.getParentLogger();
    }
}
