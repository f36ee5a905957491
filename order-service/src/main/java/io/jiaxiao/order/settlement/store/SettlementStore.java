package io.jiaxiao.order.settlement.store;

import io.jiaxiao.order.settlement.domain.Channel;
import io.jiaxiao.order.settlement.domain.Compared;
import io.jiaxiao.order.settlement.domain.Settlement;
import io.jiaxiao.order.settlement.domain.SettlementState;
import io.jiaxiao.order.settlement.domain.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Days as rows, one for each channel. */
@Repository
public class SettlementStore {

    private static final String SELECT = "SELECT * FROM settlement WHERE ";

    private final JdbcClient jdbc;

    SettlementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Does nothing where the day is known. */
    public void plan(Channel channel, LocalDate day, Instant now) {
        jdbc.sql("INSERT IGNORE INTO settlement (channel, day, state, created_at, due_at) VALUES (?,?,?,?,?)")
                .params(channel.name(), day, SettlementState.WAITING.name(), Timestamp.from(now), Timestamp.from(now))
                .update();
    }

    public Optional<LocalDate> latest(Channel channel) {
        return jdbc.sql("SELECT day FROM settlement WHERE channel = ? ORDER BY day DESC LIMIT 1")
                .param(channel.name())
                .query(LocalDate.class)
                .optional();
    }

    public Optional<Settlement> find(Channel channel, LocalDate day) {
        return one(channel, day, "");
    }

    /** Locked until the transaction ends. */
    public Optional<Settlement> lock(Channel channel, LocalDate day) {
        return one(channel, day, " FOR UPDATE");
    }

    private Optional<Settlement> one(Channel channel, LocalDate day, String mode) {
        return jdbc.sql(SELECT + "channel = ? AND day = ?" + mode)
                .params(channel.name(), day)
                .query(SettlementStore::settlement)
                .optional();
    }

    public boolean isCompared(Channel channel, LocalDate day) {
        return find(channel, day).filter(known -> known.comparedAt() != null).isPresent();
    }

    /**
     * Newest day first.
     *
     * @param channel null for all
     * @param day     null for any
     */
    public List<Settlement> page(@Nullable Channel channel, @Nullable LocalDate day, long offset, int most) {
        var query = jdbc.sql(SELECT + "(:channel IS NULL OR channel = :channel) AND (:day IS NULL OR day = :day)"
                        + " ORDER BY day DESC, channel LIMIT :most OFFSET :offset")
                .param("channel", channel == null ? null : channel.name())
                .param("day", day)
                .param("most", most)
                .param("offset", offset);
        return query.query(SettlementStore::settlement).list();
    }

    /** Takes what is due, oldest day first; until then nobody else takes it. In a transaction. */
    public List<Settlement> take(Instant now, int most, Instant until) {
        List<Settlement> due = jdbc.sql(SELECT + "due_at <= ? ORDER BY day LIMIT ? FOR UPDATE SKIP LOCKED")
                .params(Timestamp.from(now), most)
                .query(SettlementStore::settlement)
                .list();
        for (Settlement each : due) {
            jdbc.sql("UPDATE settlement SET due_at = ?, tries = tries + 1 WHERE channel = ? AND day = ?")
                    .params(Timestamp.from(until), each.channel().name(), each.day())
                    .update();
        }
        return due;
    }

    /** Its file is not there. */
    public void notYet(Settlement settlement, String code, boolean lateTold, Instant due) {
        jdbc.sql("UPDATE settlement SET last_code = ?, late_told = ?, due_at = ? WHERE channel = ? AND day = ?")
                .params(
                        code,
                        lateTold,
                        Timestamp.from(due),
                        settlement.channel().name(),
                        settlement.day())
                .update();
    }

    /**
     * @param tries from now on
     * @param due   when to look again; null for never
     * @return whether it was in that state
     */
    public boolean compared(
            Settlement before,
            SettlementState to,
            Compared result,
            int open,
            int tries,
            Instant now,
            @Nullable Instant due) {
        if (!before.state().canBecome(to)) {
            throw new IllegalStateException("a settlement cannot go from " + before.state() + " to " + to);
        }
        return jdbc.sql(
                                "UPDATE settlement SET state = ?, theirs_in_count = ?, theirs_in_fen = ?, theirs_back_count = ?,"
                                        + " theirs_back_fen = ?, ours_in_count = ?, ours_in_fen = ?, ours_back_count = ?,"
                                        + " ours_back_fen = ?, open_differences = ?, tries = ?, last_code = '', compared_at = ?,"
                                        + " due_at = ? WHERE channel = ? AND day = ? AND state = ?")
                        .param(to.name())
                        .param(result.theirs().inCount())
                        .param(result.theirs().inFen())
                        .param(result.theirs().backCount())
                        .param(result.theirs().backFen())
                        .param(result.ours().inCount())
                        .param(result.ours().inFen())
                        .param(result.ours().backCount())
                        .param(result.ours().backFen())
                        .param(open)
                        .param(tries)
                        .param(Timestamp.from(now))
                        .param(due == null ? null : Timestamp.from(due))
                        .param(before.channel().name())
                        .param(before.day())
                        .param(before.state().name())
                        .update()
                == 1;
    }

    /** Whatever is known of it is compared anew with the next round, as often as at first. */
    public void again(Channel channel, LocalDate day, Instant now) {
        jdbc.sql("UPDATE settlement SET due_at = ?, tries = 0 WHERE channel = ? AND day = ?")
                .params(Timestamp.from(now), channel.name(), day)
                .update();
    }

    private static Settlement settlement(ResultSet row, int number) throws SQLException {
        Timestamp compared = row.getTimestamp("compared_at");
        return new Settlement(
                Channel.valueOf(row.getString("channel")),
                row.getObject("day", LocalDate.class),
                SettlementState.valueOf(row.getString("state")),
                side(row, "theirs"),
                side(row, "ours"),
                row.getInt("open_differences"),
                row.getInt("tries"),
                row.getBoolean("late_told"),
                row.getString("last_code"),
                compared == null ? null : compared.toInstant());
    }

    private static Side side(ResultSet row, String whose) throws SQLException {
        return new Side(
                row.getLong(whose + "_in_count"),
                row.getLong(whose + "_in_fen"),
                row.getLong(whose + "_back_count"),
                row.getLong(whose + "_back_fen"));
    }
}
