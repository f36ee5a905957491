package io.jiaxiao.testkit.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports every execution, commit and rollback of a real connection to its {@link CrashingDataSource}. */
final class CrashingConnection implements InvocationHandler {

    private static final int SHOWN_SQL = 80;
    private static final Set<String> ALLOWED_WHEN_DEAD = Set.of("close", "isClosed", "abort", "unwrap", "isWrapperFor");

    private final Connection real;
    private final CrashingDataSource source;

    private CrashingConnection(Connection real, CrashingDataSource source) {
        this.real = real;
        this.source = source;
    }

    static Connection around(Connection real, CrashingDataSource source) {
        return proxy(Connection.class, new CrashingConnection(real, source));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        if (method.getDeclaringClass() == Object.class) {
            return identity(proxy, method, arguments, real);
        }
        if (!ALLOWED_WHEN_DEAD.contains(name)) {
            source.requireAlive();
        }
        return switch (name) {
            case "commit", "rollback" -> counted(name, real, method, arguments);
            case "createStatement", "prepareStatement", "prepareCall" ->
                statement((Connection) proxy, call(real, method, arguments), sql(arguments));
            case "close" -> {
                source.closed(real);
                yield call(real, method, arguments);
            }
            default -> call(real, method, arguments);
        };
    }

    private @Nullable Object counted(String call, Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        int number = source.before(call, real);
        Object result = call(target, method, arguments);
        source.after(number, call, real);
        return result;
    }

    private Object statement(Connection proxy, @Nullable Object made, @Nullable String prepared) throws SQLException {
        if (made == null) {
            throw new SQLException("the driver gave no statement");
        }
        Object statement = made;
        InvocationHandler handler = (self, method, arguments) -> {
            String name = method.getName();
            if (method.getDeclaringClass() == Object.class) {
                return identity(self, method, arguments, statement);
            }
            if (name.equals("getConnection")) {
                return proxy;
            }
            if (!ALLOWED_WHEN_DEAD.contains(name)) {
                source.requireAlive();
            }
            if (!name.startsWith("execute")) {
                return call(statement, method, arguments);
            }
            String sql = sql(arguments);
            return counted("execute " + (sql == null ? prepared : sql), statement, method, arguments);
        };
        return switch (statement) {
            case CallableStatement callable -> proxy(CallableStatement.class, handler);
            case PreparedStatement preparedStatement -> proxy(PreparedStatement.class, handler);
            case Statement plain -> proxy(Statement.class, handler);
            default -> throw new SQLException("the driver gave no statement");
        };
    }

    private static @Nullable Object call(
            @Nullable Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw cause == null ? e : cause;
        }
    }

    private static @Nullable Object identity(
            Object proxy, Method method, @Nullable Object @Nullable [] arguments, @Nullable Object target) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "crashing " + target;
        };
    }

    private static @Nullable String sql(@Nullable Object @Nullable [] arguments) {
        if (arguments == null || arguments.length == 0 || !(arguments[0] instanceof String sql)) {
            return null;
        }
        String line = sql.replaceAll("\\s+", " ").strip();
        return line.length() > SHOWN_SQL ? line.substring(0, SHOWN_SQL) : line;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(CrashingConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
