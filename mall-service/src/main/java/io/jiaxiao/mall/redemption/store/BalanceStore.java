package io.jiaxiao.mall.redemption.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Our money with each channel, as last told. */
@Repository
public class BalanceStore {

    private final JdbcClient jdbc;

    BalanceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param low whether people were told that it is too little */
    public record Balance(long fen, boolean low, Instant checkedAt) {}

    public Optional<Balance> find(String channel) {
        return jdbc.sql("SELECT balance_fen, low, checked_at FROM channel_balance WHERE channel = ?")
                .param(channel)
                .query((row, n) -> new Balance(
                        row.getLong(1), row.getBoolean(2), row.getTimestamp(3).toInstant()))
                .optional();
    }

    /** @return whether it has run low just now: true once, until it was filled again */
    public boolean store(String channel, Balance balance) {
        boolean wasLow = jdbc.sql("SELECT low FROM channel_balance WHERE channel = ? FOR UPDATE")
                .param(channel)
                .query(Boolean.class)
                .optional()
                .orElse(false);
        Timestamp at = Timestamp.from(balance.checkedAt());
        jdbc.sql("INSERT INTO channel_balance (channel, balance_fen, low, checked_at) VALUES (?,?,?,?)"
                        + " ON DUPLICATE KEY UPDATE balance_fen = ?, low = ?, checked_at = ?")
                .params(channel, balance.fen(), balance.low(), at, balance.fen(), balance.low(), at)
                .update();
        return balance.low() && !wasLow;
    }
}
