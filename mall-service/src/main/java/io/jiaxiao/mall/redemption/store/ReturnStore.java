package io.jiaxiao.mall.redemption.store;

import io.jiaxiao.mall.redemption.domain.PointsReturn;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Points on their way back: at most one return of an order is open, and it is reversed at most once. */
@Repository
public class ReturnStore {

    private static final String COLUMNS =
            "id, redemption_id, kind, state, quantity, points, code, channel_number, due_at, created_at";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;

    ReturnStore(JdbcClient jdbc, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** @return false when another one is open, or it was reversed before */
    public boolean insert(PointsReturn one, @Nullable String words, Instant now) {
        return jdbc.sql(
                                "INSERT IGNORE INTO redemption_return (id, redemption_id, kind, state, quantity, points, code, words,"
                                        + " due_at, created_at, updated_at) VALUES (?,?,?,?,?,?,?,?,?,?,?)")
                        .params(Rows.values(
                                one.id(),
                                one.redemptionId(),
                                one.kind().name(),
                                one.state().name(),
                                one.quantity(),
                                one.points(),
                                one.code(),
                                words == null ? null : cipher.seal(Purposes.WORDS, words),
                                Rows.timestamp(one.dueAt()),
                                Timestamp.from(now),
                                Timestamp.from(now)))
                        .update()
                == 1;
    }

    /** Names the state it leaves; false when somebody else was quicker. */
    public boolean move(
            PointsReturn one,
            PointsReturn.State to,
            @Nullable Instant due,
            @Nullable String channelNumber,
            Instant now) {
        if (!one.state().canBecome(to)) {
            throw new IllegalStateException(one.state() + " never becomes " + to);
        }
        return jdbc.sql(
                                "UPDATE redemption_return SET state = ?, due_at = ?, channel_number = COALESCE(?, channel_number),"
                                        + " updated_at = ? WHERE id = ? AND state = ?")
                        .params(Rows.values(
                                to.name(),
                                Rows.timestamp(due),
                                channelNumber,
                                Timestamp.from(now),
                                one.id(),
                                one.state().name()))
                        .update()
                == 1;
    }

    public void due(PointsReturn one, @Nullable Instant due, @Nullable String channelNumber) {
        jdbc.sql(
                        "UPDATE redemption_return SET due_at = ?, channel_number = COALESCE(?, channel_number) WHERE id = ? AND state = ?")
                .params(Rows.values(
                        Rows.timestamp(due),
                        channelNumber,
                        one.id(),
                        one.state().name()))
                .update();
    }

    public Optional<PointsReturn> find(long id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM redemption_return WHERE id = ?")
                .param(id)
                .query(ReturnStore::row)
                .optional();
    }

    public List<PointsReturn> of(long orderId) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM redemption_return WHERE redemption_id = ? ORDER BY id")
                .param(orderId)
                .query(ReturnStore::row)
                .list();
    }

    /** The partner's numbers of the cases the order's other returns have. */
    public Set<String> casesOfOthers(PointsReturn one) {
        return Set.copyOf(jdbc.sql("SELECT channel_number FROM redemption_return WHERE redemption_id = ? AND id <> ?"
                        + " AND channel_number IS NOT NULL")
                .params(one.redemptionId(), one.id())
                .query(String.class)
                .list());
    }

    public Optional<String> words(long id) {
        return jdbc.sql("SELECT words FROM redemption_return WHERE id = ? AND words IS NOT NULL")
                .param(id)
                .query(String.class)
                .optional()
                .map(words -> cipher.open(Purposes.WORDS, words));
    }

    public List<Long> due(Instant now, int most) {
        return jdbc.sql("SELECT id FROM redemption_return WHERE due_at <= ? ORDER BY due_at LIMIT ?")
                .params(Timestamp.from(now), most)
                .query(Long.class)
                .list();
    }

    private static PointsReturn row(ResultSet row, int number) throws SQLException {
        return new PointsReturn(
                row.getLong("id"),
                row.getLong("redemption_id"),
                PointsReturn.Kind.valueOf(row.getString("kind")),
                PointsReturn.State.valueOf(row.getString("state")),
                row.getInt("quantity"),
                row.getLong("points"),
                row.getString("code"),
                row.getString("channel_number"),
                Rows.instant(row.getTimestamp("due_at")),
                row.getTimestamp("created_at").toInstant());
    }
}
