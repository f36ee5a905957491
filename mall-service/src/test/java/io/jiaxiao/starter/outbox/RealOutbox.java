package io.jiaxiao.starter.outbox;

import java.time.Clock;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The starter's own outbox where no Spring context is, with nobody to relay what it stores. */
public final class RealOutbox {

    private RealOutbox() {}

    public static Outbox on(JdbcTemplate jdbc, TransactionTemplate transaction, LongSupplier ids, Clock clock) {
        return new TransactionalOutbox(
                new OutboxStore(jdbc, transaction), ids, JsonMapper.builder().build(), clock, () -> {});
    }
}
