package io.jiaxiao.order.renewal.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.renewal.domain.PricedClass;
import io.jiaxiao.order.renewal.domain.Renewal;
import io.jiaxiao.order.renewal.domain.RenewalState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Renewals and the schools and classes they are for. Every change names the state it leaves; none opens a transaction. */
@Repository
public class RenewalStore {

    private static final String SELECT =
            "SELECT id, plan_code, ending_by, settlement, reason, operator, state, total, renewed, skipped, cancelled,"
                    + " created_at, started_at, finished_at FROM renewal";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    RenewalStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A class whose children are to be listed. @param childId the only one that is wanted; null for all */
    public record Unlisted(String classId, @Nullable String childId) {}

    /** A renewal, and the classes or schools it is for. @param childId the only child that is wanted; null for all */
    public void insert(Renewal one, List<PricedClass> classes, Collection<String> schoolIds, @Nullable String childId) {
        jdbc.sql("INSERT INTO renewal (id, plan_code, ending_by, settlement, reason, operator, state, created_at)"
                        + " VALUES (?,?,?,?,?,?,?,?)")
                .params(
                        one.id(),
                        one.planCode(),
                        one.endingBy(),
                        one.settlement(),
                        one.reason(),
                        one.operator(),
                        one.state().name(),
                        Timestamp.from(one.createdAt()))
                .update();
        insertClasses(one.id(), classes, childId);
        if (!schoolIds.isEmpty()) {
            batches.batchUpdate(
                    "INSERT INTO renewal_school (renewal_id, school_id) VALUES (?,?)",
                    schoolIds,
                    schoolIds.size(),
                    (statement, school) -> {
                        statement.setLong(1, one.id());
                        statement.setString(2, school);
                    });
        }
    }

    /** Classes that were found in a school of it. One that is there already stays as it is. */
    public void insertClasses(long id, List<PricedClass> classes, @Nullable String childId) {
        if (classes.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                "INSERT INTO renewal_class (renewal_id, class_id, school_id, child_id, price_fen, tariff_version)"
                        + " VALUES (?,?,?,?,?,?) ON DUPLICATE KEY UPDATE renewal_id = renewal_id",
                classes,
                classes.size(),
                (statement, place) -> {
                    statement.setLong(1, id);
                    statement.setString(2, place.classId());
                    statement.setString(3, place.schoolId());
                    statement.setString(4, childId);
                    statement.setLong(5, place.price().fen());
                    statement.setInt(6, place.tariffVersion());
                });
    }

    public Optional<Renewal> find(long id) {
        return jdbc.sql(SELECT + " WHERE id = ?")
                .param(id)
                .query(RenewalStore::renewal)
                .optional();
    }

    /** In a transaction: nobody else moves it, or any of its rows, until the end. */
    public Optional<Renewal> lock(long id) {
        return jdbc.sql(SELECT + " WHERE id = ? FOR UPDATE")
                .param(id)
                .query(RenewalStore::renewal)
                .optional();
    }

    /** Newest first. */
    public List<Renewal> page(long offset, int most) {
        return jdbc.sql(SELECT + " ORDER BY id DESC LIMIT ? OFFSET ?")
                .params(most, offset)
                .query(RenewalStore::renewal)
                .list();
    }

    /** Those with work left, the oldest first. */
    public List<Long> open() {
        return jdbc.sql("SELECT id FROM renewal WHERE state IN ('LISTING', 'RUNNING') ORDER BY id")
                .query(Long.class)
                .list();
    }

    /** A school whose classes are not found out yet. */
    public Optional<String> nextSchool(long id) {
        return jdbc.sql("SELECT school_id FROM renewal_school WHERE renewal_id = ? AND NOT resolved"
                        + " ORDER BY school_id LIMIT 1")
                .param(id)
                .query(String.class)
                .optional();
    }

    /** @return false when somebody else has found out its classes */
    public boolean resolved(long id, String schoolId) {
        return jdbc.sql("UPDATE renewal_school SET resolved = TRUE WHERE renewal_id = ? AND school_id = ?"
                                + " AND NOT resolved")
                        .params(id, schoolId)
                        .update()
                == 1;
    }

    public List<Unlisted> unlisted(long id, int most) {
        return jdbc.sql("SELECT class_id, child_id FROM renewal_class WHERE renewal_id = ? AND NOT listed"
                        + " ORDER BY class_id LIMIT ?")
                .params(id, most)
                .query((row, number) -> new Unlisted(row.getString(1), row.getString(2)))
                .list();
    }

    /** @return how many of them were not listed before */
    public int listed(long id, Collection<String> classIds) {
        return jdbc.sql("UPDATE renewal_class SET listed = TRUE WHERE renewal_id = :id AND class_id IN (:classes)"
                        + " AND NOT listed")
                .param("id", id)
                .param("classes", classIds)
                .update();
    }

    /** By class. */
    public Map<String, PricedClass> priced(long id, Collection<String> classIds) {
        return jdbc
                .sql("SELECT class_id, school_id, price_fen, tariff_version FROM renewal_class"
                        + " WHERE renewal_id = :id AND class_id IN (:classes)")
                .param("id", id)
                .param("classes", classIds)
                .query(RenewalStore::pricedClass)
                .list()
                .stream()
                .collect(Collectors.toMap(PricedClass::classId, Function.identity()));
    }

    /** All children are listed, so they can be counted. */
    public void start(long id, Instant now) {
        jdbc.sql("UPDATE renewal SET state = 'RUNNING', started_at = ?, total ="
                        + " (SELECT COUNT(*) FROM renewal_row WHERE renewal_id = ?) WHERE id = ? AND state = 'LISTING'")
                .params(Timestamp.from(now), id, id)
                .update();
    }

    public void count(long id, int renewed, int skipped) {
        jdbc.sql("UPDATE renewal SET renewed = renewed + ?, skipped = skipped + ? WHERE id = ?")
                .params(renewed, skipped, id)
                .update();
    }

    /** Each row has its result. */
    public void done(long id, Instant now) {
        end(id, RenewalState.RUNNING, RenewalState.DONE, now);
    }

    /** What has not been counted yet is counted now. @param before as locked */
    public void cancel(Renewal before, int waited, Instant now) {
        jdbc.sql("UPDATE renewal SET cancelled = ?, total = renewed + skipped + ? WHERE id = ?")
                .params(waited, waited, before.id())
                .update();
        end(before.id(), before.state(), RenewalState.CANCELLED, now);
    }

    private void end(long id, RenewalState from, RenewalState to, Instant now) {
        if (!from.canBecome(to)) {
            throw new IllegalStateException(from + " cannot become " + to);
        }
        int moved = jdbc.sql("UPDATE renewal SET state = ?, finished_at = ? WHERE id = ? AND state = ?")
                .params(to.name(), Timestamp.from(now), id, from.name())
                .update();
        if (moved != 1) {
            throw new IllegalStateException("renewal " + id + " changed under its lock");
        }
    }

    private static PricedClass pricedClass(ResultSet row, int number) throws SQLException {
        return new PricedClass(row.getString(1), row.getString(2), Money.ofFen(row.getLong(3)), row.getInt(4));
    }

    private static Renewal renewal(ResultSet row, int number) throws SQLException {
        return new Renewal(
                row.getLong("id"),
                row.getString("plan_code"),
                row.getObject("ending_by", LocalDate.class),
                row.getString("settlement"),
                row.getString("reason"),
                row.getString("operator"),
                RenewalState.valueOf(row.getString("state")),
                row.getInt("total"),
                row.getInt("renewed"),
                row.getInt("skipped"),
                row.getInt("cancelled"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("finished_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
