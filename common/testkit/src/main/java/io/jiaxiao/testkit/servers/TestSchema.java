package io.jiaxiao.testkit.servers;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A schema of one's own on the shared database, with a user who may do nothing outside it. Dropped when closed. */
public final class TestSchema implements AutoCloseable {

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String SETTINGS = "?rewriteBatchedStatements=true&connectionTimeZone=UTC"
            + "&forceConnectionTimeZoneToSession=true&characterEncoding=UTF-8&allowPublicKeyRetrieval=true";

    private final TestServers servers;
    private final String name;
    private final String password = UUID.randomUUID().toString();

    private TestSchema(TestServers servers, String name) {
        this.servers = servers;
        this.name = name;
    }

    /**
     * @param hint a short word that shows in the schema's name
     */
    public static TestSchema create(String hint) {
        var schema = new TestSchema(
                SharedServers.get(), TestServersGuard.TEST_SCHEMAS + hint + "_" + RUN + "_" + COUNT.incrementAndGet());
        schema.servers.createSchema(schema.name, schema.name, schema.password);
        return schema;
    }

    public String name() {
        return name;
    }

    public String user() {
        return name;
    }

    public String password() {
        return password;
    }

    /** {@code jdbc:mysql://HOST:PORT}, as a service is given it. */
    public String serverUrl() {
        return servers.jdbcUrl();
    }

    /** With the schema and the settings every service connects with. */
    public String jdbcUrl() {
        return servers.jdbcUrl() + "/" + name + SETTINGS;
    }

    /** Not pooled: each connection is a new one. At READ COMMITTED, as in a service. */
    public DataSource dataSource() {
        var source = new MysqlDataSource();
        source.setUrl(jdbcUrl() + "&sessionVariables=transaction_isolation='READ-COMMITTED'");
        source.setUser(name);
        source.setPassword(password);
        return source;
    }

    @Override
    public void close() {
        servers.dropSchema(name, name);
    }
}
