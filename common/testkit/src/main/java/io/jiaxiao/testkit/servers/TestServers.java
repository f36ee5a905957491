package io.jiaxiao.testkit.servers;

/** A database, a Redis and a broker that tests may use as they like. */
public sealed interface TestServers permits EmbeddedTestServers, DockerTestServers {

    /** {@code jdbc:mysql://HOST:PORT}, without a schema. */
    String jdbcUrl();

    /** {@code redis://HOST:PORT}. */
    String redisUrl();

    /** {@code HOST:PORT} of the broker's name server. */
    String nameServer();

    /** Makes a schema and a user who may do anything in it and nothing elsewhere. */
    void createSchema(String schema, String user, String password);

    void dropSchema(String schema, String user);

    void createTopic(String topic, int queues);
}
