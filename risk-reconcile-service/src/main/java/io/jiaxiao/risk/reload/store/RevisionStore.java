package io.jiaxiao.risk.reload.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One counter per thing kept in memory. */
@Repository
public class RevisionStore {

    private final JdbcClient jdbc;

    RevisionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public long current(String name) {
        return jdbc.sql("SELECT number FROM revision WHERE name = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    public void bump(String name) {
        jdbc.sql("UPDATE revision SET number = number + 1 WHERE name = ?")
                .param(name)
                .update();
    }
}
