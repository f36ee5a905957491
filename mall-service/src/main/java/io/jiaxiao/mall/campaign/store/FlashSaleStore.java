package io.jiaxiao.mall.campaign.store;

import io.jiaxiao.mall.campaign.domain.FlashSale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Sales as rows. Changes run in the caller's transaction. */
@Repository
public class FlashSaleStore {

    private static final String SALE =
            "SELECT id, sku_id, name, points_price, per_person_limit, units, available, returned,"
                    + " starts_at, ends_at, state, admission_key FROM flash_sale ";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    FlashSaleStore(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void add(FlashSale sale) {
        jdbc.update(
                """
                INSERT INTO flash_sale (id, sku_id, name, points_price, per_person_limit, units, available, starts_at, ends_at,
                state, admission_key, created_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)""",
                sale.id(),
                sale.skuId(),
                sale.name(),
                sale.pointsPrice(),
                sale.perPersonLimit(),
                sale.units(),
                sale.available(),
                Timestamp.from(sale.startsAt()),
                Timestamp.from(sale.endsAt()),
                sale.state().name(),
                sale.admissionKey(),
                Timestamp.from(clock.instant()));
    }

    public Optional<FlashSale> find(long id) {
        return jdbc.query(SALE + "WHERE id = ?", FlashSaleStore::sale, id).stream()
                .findFirst();
    }

    public Optional<FlashSale> lock(long id) {
        return jdbc.query(SALE + "WHERE id = ? FOR UPDATE", FlashSaleStore::sale, id).stream()
                .findFirst();
    }

    /** Newest first. */
    public List<FlashSale> page(FlashSale.@Nullable State state, long offset, int most) {
        return state == null
                ? jdbc.query(
                        SALE + "ORDER BY starts_at DESC, id DESC LIMIT ? OFFSET ?", FlashSaleStore::sale, most, offset)
                : jdbc.query(
                        SALE + "WHERE state = ? ORDER BY starts_at DESC, id DESC LIMIT ? OFFSET ?",
                        FlashSaleStore::sale,
                        state.name(),
                        most,
                        offset);
    }

    /** Not over yet, the next to begin first. */
    public List<FlashSale> current(Instant now, int most) {
        return jdbc.query(
                SALE + "WHERE state = 'OPEN' AND ends_at > ? ORDER BY starts_at, id LIMIT ?",
                FlashSaleStore::sale,
                Timestamp.from(now),
                most);
    }

    /** Open ones that have begun. */
    public List<FlashSale> begun(Instant now) {
        return jdbc.query(SALE + "WHERE state = 'OPEN' AND starts_at <= ?", FlashSaleStore::sale, Timestamp.from(now));
    }

    public void end(long id, Instant at) {
        jdbc.update(
                "UPDATE flash_sale SET ends_at = ? WHERE id = ? AND ends_at > ?",
                Timestamp.from(at),
                id,
                Timestamp.from(at));
    }

    /** @return false when units moved since the sale was read */
    public boolean close(FlashSale sale) {
        return jdbc.update(
                        "UPDATE flash_sale SET state = 'CLOSED', returned = ?, available = 0"
                                + " WHERE id = ? AND state = 'OPEN' AND available = ?",
                        sale.available(),
                        sale.id(),
                        sale.available())
                == 1;
    }

    /** How many each person has, in ascending order of person, behind {@code after}. */
    public Map<Long, Integer> persons(long saleId, long after, int most) {
        Map<Long, Integer> found = new HashMap<>();
        jdbc.query(
                "SELECT person_id, taken FROM flash_sale_person WHERE sale_id = ? AND person_id > ? AND taken > 0"
                        + " ORDER BY person_id LIMIT ?",
                row -> {
                    found.put(row.getLong(1), row.getInt(2));
                },
                saleId,
                after,
                most);
        return found;
    }

    /** Of everybody who has cancelled an order: how many they have now. */
    public Map<Long, Integer> cancelled(long saleId) {
        Map<Long, Integer> found = new HashMap<>();
        jdbc.query(
                "SELECT person_id, taken FROM flash_sale_person WHERE sale_id = ? AND person_id IN"
                        + " (SELECT person_id FROM flash_sale_claim WHERE sale_id = ? AND state = 'GIVEN_BACK')",
                row -> {
                    found.put(row.getLong(1), row.getInt(2));
                },
                saleId,
                saleId);
        return found;
    }

    /** How many orders there ever were, cancelled ones included: it only grows. */
    public long claims(long saleId) {
        Long claims =
                jdbc.queryForObject("SELECT COUNT(*) FROM flash_sale_claim WHERE sale_id = ?", Long.class, saleId);
        return claims == null ? 0 : claims;
    }

    /** Those of the admissions that became orders, whatever became of the order. */
    public Set<Admitted> ordered(long saleId, Collection<Admitted> admissions) {
        Set<Admitted> found = new HashSet<>();
        if (admissions.isEmpty()) {
            return found;
        }
        List<Object> values = new ArrayList<>();
        values.add(saleId);
        admissions.forEach(admission -> {
            values.add(admission.personId());
            values.add(admission.requestId());
        });
        jdbc.query(
                "SELECT person_id, request_id FROM flash_sale_claim WHERE sale_id = ? AND ("
                        + "(person_id = ? AND request_id = ?)"
                        + " OR (person_id = ? AND request_id = ?)".repeat(admissions.size() - 1) + ")",
                row -> {
                    found.add(new Admitted(row.getLong(1), row.getString(2)));
                },
                values.toArray());
        return found;
    }

    /** Whom an admission was given, under which key. */
    public record Admitted(long personId, String requestId) {}

    static FlashSale sale(ResultSet row, int number) throws SQLException {
        return new FlashSale(
                row.getLong("id"),
                row.getLong("sku_id"),
                row.getString("name"),
                row.getLong("points_price"),
                row.getInt("per_person_limit"),
                row.getLong("units"),
                row.getLong("available"),
                row.getLong("returned"),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                FlashSale.State.valueOf(row.getString("state")),
                row.getString("admission_key"));
    }
}
