package io.jiaxiao.order.catalogue.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.TariffFilter;
import io.jiaxiao.order.catalogue.domain.Tariff;
import io.jiaxiao.order.catalogue.domain.TariffScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tariffs and their versions. */
@Repository
public class TariffStore {

    private static final String COLUMNS =
            "id, plan_code, scope, scope_id, version, price_fen, effective_from, effective_till";

    private final JdbcClient jdbc;

    TariffStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A tariff with who made it. */
    public record Line(Tariff tariff, String author, Instant createdAt) {}

    /** Those in force that could concern somebody in one of the units; by plan. */
    public List<Tariff> inForce(Collection<String> planCodes, Collection<String> unitIds, Instant at) {
        if (planCodes.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("SELECT " + COLUMNS + " FROM tariff WHERE plan_code IN (:plans) AND effective_from <= :at"
                        + " AND (effective_till IS NULL OR effective_till > :at)"
                        + " AND (scope <> 'UNIT' OR scope_id IN (:units))")
                .param("plans", planCodes)
                .param("units", unitIds.isEmpty() ? List.of("") : unitIds)
                .param("at", Timestamp.from(at))
                .query(TariffStore::tariff)
                .list();
    }

    public int lastVersion(String planCode, TariffScope scope) {
        return jdbc.sql(
                        "SELECT COALESCE(MAX(version), 0) FROM tariff WHERE plan_code = ? AND scope = ? AND scope_id = ?")
                .params(planCode, scope.kind().name(), scope.id())
                .query(Integer.class)
                .single();
    }

    public void insert(Tariff tariff, String author, Instant now) {
        jdbc.sql(
                        "INSERT INTO tariff (" + COLUMNS
                                + ", author, created_at) VALUES (:id, :plan, :scope, :scopeId, :version, :price, :from, :till, :author, :now)")
                .param("id", tariff.id())
                .param("plan", tariff.planCode())
                .param("scope", tariff.scope().kind().name())
                .param("scopeId", tariff.scope().id())
                .param("version", tariff.version())
                .param("price", tariff.price().fen())
                .param("from", Timestamp.from(tariff.from()))
                .param("till", timestamp(tariff.till()))
                .param("author", author)
                .param("now", Timestamp.from(now))
                .update();
    }

    public Optional<Tariff> find(long id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM tariff WHERE id = ?")
                .param(id)
                .query(TariffStore::tariff)
                .optional();
    }

    /** Ends it then; false when it has ended by then anyway. */
    public boolean end(long id, Instant till) {
        return jdbc.sql(
                                "UPDATE tariff SET effective_till = ? WHERE id = ? AND (effective_till IS NULL OR effective_till > ?)")
                        .params(Timestamp.from(till), id, Timestamp.from(till))
                        .update()
                == 1;
    }

    public List<Line> find(TariffFilter filter, long offset, int most) {
        List<Object> values = new ArrayList<>();
        String where = where(filter, values);
        values.add(most);
        values.add(offset);
        return jdbc.sql("SELECT " + COLUMNS + ", author, created_at FROM tariff " + where
                        + " ORDER BY plan_code, scope, scope_id, version DESC LIMIT ? OFFSET ?")
                .params(values)
                .query((row, number) -> new Line(
                        tariff(row, number),
                        row.getString("author"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    public long count(TariffFilter filter) {
        List<Object> values = new ArrayList<>();
        String where = where(filter, values);
        return jdbc.sql("SELECT COUNT(*) FROM tariff " + where)
                .params(values)
                .query(Long.class)
                .single();
    }

    private static String where(TariffFilter filter, List<Object> values) {
        StringBuilder where = new StringBuilder("WHERE 1 = 1");
        if (filter.planCode() != null) {
            where.append(" AND plan_code = ?");
            values.add(filter.planCode());
        }
        if (filter.scope() != null) {
            where.append(" AND scope = ?");
            values.add(filter.scope().name());
        }
        if (filter.scopeId() != null) {
            where.append(" AND scope_id = ?");
            values.add(filter.scopeId());
        }
        if (filter.inForceAt() != null) {
            where.append(" AND effective_from <= ? AND (effective_till IS NULL OR effective_till > ?)");
            values.add(Timestamp.from(filter.inForceAt()));
            values.add(Timestamp.from(filter.inForceAt()));
        }
        return where.toString();
    }

    private static Tariff tariff(ResultSet row, int number) throws SQLException {
        Timestamp till = row.getTimestamp("effective_till");
        return new Tariff(
                row.getLong("id"),
                row.getString("plan_code"),
                new TariffScope(TariffScope.Kind.valueOf(row.getString("scope")), row.getString("scope_id")),
                row.getInt("version"),
                Money.ofFen(row.getLong("price_fen")),
                row.getTimestamp("effective_from").toInstant(),
                till == null ? null : till.toInstant());
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
