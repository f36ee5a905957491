package io.jiaxiao.order.trouble.store;

import io.jiaxiao.order.trouble.domain.Trouble;
import io.jiaxiao.order.trouble.domain.TroubleState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Trouble as rows, one for each kind and subject. */
@Repository
public class TroubleStore {

    private static final String SELECT = "SELECT id, kind, subject, detail, state, seen, first_at, last_at, handled_by,"
            + " handled_at, reason FROM order_exception";
    private static final int LONGEST_DETAIL = 500;

    private final JdbcClient jdbc;

    TroubleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Once more, if it is known; what was resolved before that moment is open again. */
    public void notice(long id, String kind, String subject, String detail, Instant at) {
        String bounded = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
        jdbc.sql("INSERT INTO order_exception (id, kind, subject, detail, state, seen, first_at, last_at)"
                        + " VALUES (:id, :kind, :subject, :detail, 'OPEN', 1, :at, :at) ON DUPLICATE KEY UPDATE seen = seen + 1,"
                        + " detail = :detail, state = IF(state = 'RESOLVED' AND handled_at < :at, 'OPEN', state),"
                        + " last_at = GREATEST(last_at, :at)")
                .param("id", id)
                .param("kind", kind)
                .param("subject", subject)
                .param("detail", bounded)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** In a transaction: nobody else changes it until the end. */
    public Optional<Trouble> lock(long id) {
        return jdbc.sql(SELECT + " WHERE id = ? FOR UPDATE")
                .param(id)
                .query(TroubleStore::trouble)
                .optional();
    }

    /** @return whether it was in the state to leave */
    public boolean handle(Trouble before, TroubleState to, String by, String reason, Instant now) {
        return jdbc.sql("UPDATE order_exception SET state = ?, handled_by = ?, handled_at = ?, reason = ?"
                                + " WHERE id = ? AND state = ?")
                        .params(
                                to.name(),
                                by,
                                Timestamp.from(now),
                                reason,
                                before.id(),
                                before.state().name())
                        .update()
                == 1;
    }

    /**
     * Newest first.
     *
     * @param state  null for any
     * @param kind   null for any
     * @param before those with a lower number
     */
    public List<Trouble> page(@Nullable TroubleState state, @Nullable String kind, long before, int most) {
        StringBuilder where = new StringBuilder(" WHERE id < :before");
        if (state != null) {
            where.append(" AND state = :state");
        }
        if (kind != null) {
            where.append(" AND kind = :kind");
        }
        var query = jdbc.sql(SELECT + where + " ORDER BY id DESC LIMIT :most")
                .param("before", before)
                .param("most", most);
        if (state != null) {
            query = query.param("state", state.name());
        }
        if (kind != null) {
            query = query.param("kind", kind);
        }
        return query.query(TroubleStore::trouble).list();
    }

    private static Trouble trouble(ResultSet row, int number) throws SQLException {
        Timestamp handled = row.getTimestamp("handled_at");
        return new Trouble(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("detail"),
                TroubleState.valueOf(row.getString("state")),
                row.getInt("seen"),
                row.getTimestamp("first_at").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                row.getString("handled_by"),
                handled == null ? null : handled.toInstant(),
                row.getString("reason"));
    }
}
