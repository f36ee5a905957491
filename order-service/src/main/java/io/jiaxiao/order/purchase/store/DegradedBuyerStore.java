package io.jiaxiao.order.purchase.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One row of each person who has bought while risk was away, to be locked. */
@Repository
public class DegradedBuyerStore {

    private final JdbcClient jdbc;

    DegradedBuyerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Does nothing when it is there. */
    public void add(long personId) {
        jdbc.sql("INSERT IGNORE INTO degraded_buyer (person_id) VALUES (?)")
                .param(personId)
                .update();
    }

    /** In a transaction of the caller, until its end. */
    public void lock(long personId) {
        jdbc.sql("SELECT person_id FROM degraded_buyer WHERE person_id = ? FOR UPDATE")
                .param(personId)
                .query(Long.class)
                .single();
    }
}
