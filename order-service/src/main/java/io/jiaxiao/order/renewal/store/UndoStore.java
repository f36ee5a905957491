package io.jiaxiao.order.renewal.store;

import io.jiaxiao.order.renewal.domain.RenewalRow.Undo;
import io.jiaxiao.order.renewal.domain.RenewalUndo;
import io.jiaxiao.order.subscription.domain.UndoAnswer.Renewed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Renewals that are taken back, and what became of their rows. Whoever writes holds the renewal's row; none opens a transaction. */
@Repository
public class UndoStore {

    private static final String RENEWED = "SELECT child_id, purchase_id, after_day, through_day FROM renewal_row"
            + " WHERE renewal_id = :id AND undo_state = 'WAITING'";

    private final JdbcClient jdbc;

    UndoStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What became of a child. @param why stable code of the reason; null unless kept */
    public record Result(String childId, Undo undo, @Nullable String why) {}

    /** Lets all wait who were renewed. @return how many */
    public int markRenewed(long renewalId) {
        return jdbc.sql("UPDATE renewal_row SET undo_state = 'WAITING' WHERE renewal_id = ? AND state = 'RENEWED'")
                .param(renewalId)
                .update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when there is one */
    public void insert(RenewalUndo one) {
        jdbc.sql("INSERT INTO renewal_undo (renewal_id, reason, operator, state, total, created_at)"
                        + " VALUES (?,?,?,?,?,?)")
                .params(
                        one.renewalId(),
                        one.reason(),
                        one.operator(),
                        one.state().name(),
                        one.total(),
                        Timestamp.from(one.createdAt()))
                .update();
    }

    public Optional<RenewalUndo> find(long renewalId) {
        return jdbc.sql("SELECT renewal_id, reason, operator, state, total, taken_back, kept, created_at, finished_at"
                        + " FROM renewal_undo WHERE renewal_id = ?")
                .param(renewalId)
                .query(UndoStore::undo)
                .optional();
    }

    /** Those with work left, the oldest renewal first. */
    public List<Long> open() {
        return jdbc.sql("SELECT renewal_id FROM renewal_undo WHERE state = 'RUNNING' ORDER BY renewal_id")
                .query(Long.class)
                .list();
    }

    /** The next children, in their order. */
    public List<Renewed> waiting(long renewalId, int most) {
        return jdbc.sql(RENEWED + " ORDER BY child_id LIMIT :most")
                .param("id", renewalId)
                .param("most", most)
                .query(UndoStore::renewed)
                .list();
    }

    /** Which of these have no result even now; in their order. */
    public List<Renewed> stillWaiting(long renewalId, Collection<String> childIds) {
        return jdbc.sql(RENEWED + " AND child_id IN (:children) ORDER BY child_id")
                .param("id", renewalId)
                .param("children", childIds)
                .query(UndoStore::renewed)
                .list();
    }

    private record Alike(Undo undo, String why) {}

    /** One statement for all with the same result. @return how many of them waited */
    public int save(long renewalId, Collection<Result> results) {
        Map<Alike, List<String>> groups = results.stream()
                .collect(Collectors.groupingBy(
                        one -> new Alike(one.undo(), one.why() == null ? "" : one.why()),
                        Collectors.mapping(Result::childId, Collectors.toList())));
        int saved = 0;
        for (Map.Entry<Alike, List<String>> group : groups.entrySet()) {
            saved += jdbc.sql(
                            "UPDATE renewal_row SET undo_state = :undo, undo_why = NULLIF(:why, '') WHERE renewal_id = :id"
                                    + " AND child_id IN (:children) AND undo_state = 'WAITING'")
                    .param("undo", group.getKey().undo().name())
                    .param("why", group.getKey().why())
                    .param("id", renewalId)
                    .param("children", group.getValue())
                    .update();
        }
        return saved;
    }

    public void count(long renewalId, int takenBack, int kept) {
        jdbc.sql("UPDATE renewal_undo SET taken_back = taken_back + ?, kept = kept + ? WHERE renewal_id = ?")
                .params(takenBack, kept, renewalId)
                .update();
    }

    public void done(long renewalId, Instant now) {
        jdbc.sql("UPDATE renewal_undo SET state = 'DONE', finished_at = ? WHERE renewal_id = ? AND state = 'RUNNING'")
                .params(Timestamp.from(now), renewalId)
                .update();
    }

    private static Renewed renewed(ResultSet row, int number) throws SQLException {
        return new Renewed(
                row.getString("child_id"),
                row.getLong("purchase_id"),
                row.getObject("after_day", LocalDate.class),
                row.getObject("through_day", LocalDate.class));
    }

    private static RenewalUndo undo(ResultSet row, int number) throws SQLException {
        Timestamp finishedAt = row.getTimestamp("finished_at");
        return new RenewalUndo(
                row.getLong("renewal_id"),
                row.getString("reason"),
                row.getString("operator"),
                RenewalUndo.State.valueOf(row.getString("state")),
                row.getInt("total"),
                row.getInt("taken_back"),
                row.getInt("kept"),
                row.getTimestamp("created_at").toInstant(),
                finishedAt == null ? null : finishedAt.toInstant());
    }
}
