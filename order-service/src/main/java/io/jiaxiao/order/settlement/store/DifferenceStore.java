package io.jiaxiao.order.settlement.store;

import io.jiaxiao.order.settlement.domain.Channel;
import io.jiaxiao.order.settlement.domain.Difference;
import io.jiaxiao.order.settlement.domain.DifferenceKind;
import io.jiaxiao.order.settlement.domain.FoundDifference;
import io.jiaxiao.order.settlement.domain.Repair;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Differences as rows: one for each kind and subject of a day, kept when they are gone. */
@Repository
public class DifferenceStore {

    private static final int LONGEST_DETAIL = 300;

    private final JdbcClient jdbc;

    DifferenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Found, perhaps once more; what was gone is open again. */
    public void found(long id, Channel channel, LocalDate day, Difference difference, Instant now) {
        String detail = difference.detail();
        jdbc.sql("INSERT INTO settlement_difference (id, channel, day, kind, subject, theirs_fen, ours_fen,"
                        + " detail, state, found_at) VALUES (:id, :channel, :day, :kind, :subject, :theirs, :ours, :detail,"
                        + " 'OPEN', :now) ON DUPLICATE KEY UPDATE theirs_fen = :theirs, ours_fen = :ours, detail = :detail,"
                        + " told = IF(state = 'OPEN', told, FALSE), state = 'OPEN', gone_at = NULL")
                .param("id", id)
                .param("channel", channel.name())
                .param("day", day)
                .param("kind", difference.kind().name())
                .param("subject", difference.subject())
                .param("theirs", difference.theirsFen())
                .param("ours", difference.oursFen())
                .param("detail", detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail)
                .param("now", Timestamp.from(now))
                .update();
    }

    public List<FoundDifference> open(Channel channel, LocalDate day) {
        return jdbc.sql(
                        "SELECT * FROM settlement_difference WHERE channel = ? AND day = ? AND state = 'OPEN' ORDER BY id")
                .params(channel.name(), day)
                .query(DifferenceStore::difference)
                .list();
    }

    /** It is not found any more. */
    public void gone(long id, Instant now) {
        jdbc.sql("UPDATE settlement_difference SET state = 'GONE', gone_at = ? WHERE id = ? AND state = 'OPEN'")
                .params(Timestamp.from(now), id)
                .update();
    }

    /** People were told. */
    public void told(long id) {
        jdbc.sql("UPDATE settlement_difference SET told = TRUE WHERE id = ?")
                .param(id)
                .update();
    }

    /**
     * In the order they were found.
     *
     * @param open  null for all
     * @param after those with a higher number
     */
    public List<FoundDifference> page(Channel channel, LocalDate day, @Nullable Boolean open, long after, int most) {
        String state = open == null ? "" : " AND state " + (open ? "= 'OPEN'" : "<> 'OPEN'");
        return jdbc.sql("SELECT * FROM settlement_difference WHERE channel = ? AND day = ? AND id > ?" + state
                        + " ORDER BY id LIMIT ?")
                .params(channel.name(), day, after, most)
                .query(DifferenceStore::difference)
                .list();
    }

    private static FoundDifference difference(ResultSet row, int number) throws SQLException {
        Timestamp gone = row.getTimestamp("gone_at");
        return new FoundDifference(
                row.getLong("id"),
                new Difference(
                        DifferenceKind.valueOf(row.getString("kind")),
                        row.getString("subject"),
                        row.getObject("theirs_fen", Long.class),
                        row.getObject("ours_fen", Long.class),
                        row.getString("detail"),
                        Repair.NONE),
                row.getBoolean("told"),
                row.getTimestamp("found_at").toInstant(),
                gone == null ? null : gone.toInstant());
    }
}
