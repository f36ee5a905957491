package io.jiaxiao.mall.catalogue.store;

import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.catalogue.domain.SearchText;
import io.jiaxiao.mall.catalogue.domain.ShelfState;
import io.jiaxiao.mall.catalogue.domain.Sku;
import io.jiaxiao.mall.supply.ProductSource.Product;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SKUs, each found by our number or by the channel's. Changes run in the caller's transaction. */
@Repository
public class SkuStore {

    static final String COLUMNS =
            """
            k.id, k.channel, k.channel_sku, k.kind, k.name, k.brand, k.channel_category, k.category_id, k.points_price,
            k.cost_fen, k.priced_cost_fen, k.face_fen, k.per_person_limit, k.on_shelf, k.off_reason, k.partner_on, k.in_pool,
            k.listed, t.quota, t.available, k.created_at, k.updated_at, k.synced_at""";

    private static final String FIND = "SELECT " + COLUMNS + " FROM sku k JOIN sku_stock t ON t.sku_id = k.id WHERE ";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;

    SkuStore(JdbcTemplate jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    public Optional<Sku> find(long id) {
        return jdbc.query(FIND + "k.id = ?", SkuStore::sku, id).stream().findFirst();
    }

    public Optional<Sku> find(String channel, String channelSku) {
        return jdbc.query(FIND + "k.channel = ? AND k.channel_sku = ?", SkuStore::sku, channel, channelSku).stream()
                .findFirst();
    }

    /** Under lock of the SKU, not of its stock: an operator's change never waits behind redemptions. */
    public Optional<Sku> lock(long id) {
        jdbc.queryForList("SELECT id FROM sku WHERE id = ? FOR UPDATE", Long.class, id);
        return find(id);
    }

    /** Those of the channel's numbers we have, under lock, in ascending order of our number. */
    public List<Sku> lock(String channel, Collection<String> channelSkus) {
        List<Object> values = new ArrayList<>();
        values.add(channel);
        values.addAll(channelSkus);
        String wanted = "channel = ? AND channel_sku IN (?" + ",?".repeat(channelSkus.size() - 1) + ")";
        List<Long> ids = jdbc.queryForList(
                "SELECT id FROM sku WHERE " + wanted + " ORDER BY id FOR UPDATE", Long.class, values.toArray());
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                FIND + "k.id IN (?" + ",?".repeat(ids.size() - 1) + ") ORDER BY k.id", SkuStore::sku, ids.toArray());
    }

    /** A product seen for the first time: off our shelf, without a price, with no quota. */
    public void add(long id, String channel, Offer.Kind kind, Product product, boolean partnerOn) {
        Timestamp now = Timestamp.from(clock.instant());
        String search = cut(SearchText.normal(product.name()), 400);
        jdbc.update(
                """
                INSERT INTO sku (id, channel, channel_sku, kind, name, search_name, brand, channel_category, cost_fen,
                face_fen, partner_on, created_at, updated_at, synced_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)""",
                id,
                channel,
                product.sku(),
                kind.name(),
                cut(product.name(), 200),
                search,
                cut(product.brand(), 64),
                cut(product.category(), 200),
                product.costFen(),
                product.faceFen(),
                partnerOn,
                now,
                now,
                now);
        jdbc.update("INSERT INTO sku_stock (sku_id) VALUES (?)", id);
        jdbc.update(
                "INSERT INTO sku_detail (sku_id, images, detail) VALUES (?,?,?)",
                id,
                json.writeValueAsString(product.images()),
                product.detail());
        writeTerms(id, search);
    }

    /** What the channel calls it now. @return whether anything is different */
    public boolean describe(Sku sku, Product product) {
        String name = cut(product.name(), 200);
        String search = cut(SearchText.normal(product.name()), 400);
        int changed = jdbc.update(
                """
                UPDATE sku SET name = ?, search_name = ?, brand = ?, channel_category = ?, face_fen = ?, updated_at = ?
                WHERE id = ? AND NOT (BINARY name = BINARY ? AND BINARY brand = BINARY ?
                AND BINARY channel_category = BINARY ? AND face_fen = ?)""",
                name,
                search,
                cut(product.brand(), 64),
                cut(product.category(), 200),
                product.faceFen(),
                Timestamp.from(clock.instant()),
                sku.id(),
                name,
                cut(product.brand(), 64),
                cut(product.category(), 200),
                product.faceFen());
        String images = json.writeValueAsString(product.images());
        int shown = jdbc.update(
                "UPDATE sku_detail SET images = ?, detail = ? WHERE sku_id = ?"
                        + " AND NOT (BINARY images = BINARY ? AND BINARY detail = BINARY ?)",
                images,
                product.detail(),
                sku.id(),
                images,
                product.detail());
        if (!name.equals(sku.name())) {
            jdbc.update("DELETE FROM sku_term WHERE sku_id = ?", sku.id());
            writeTerms(sku.id(), search);
        }
        return changed + shown > 0;
    }

    /** Only {@code synced_at} when nothing is different. */
    public void shelve(long id, ShelfState before, ShelfState after) {
        Timestamp now = Timestamp.from(clock.instant());
        if (before.equals(after)) {
            jdbc.update("UPDATE sku SET synced_at = ? WHERE id = ?", now, id);
            return;
        }
        jdbc.update(
                """
                UPDATE sku SET on_shelf = ?, off_reason = ?, partner_on = ?, in_pool = ?, cost_fen = ?, priced_cost_fen = ?,
                updated_at = ?, synced_at = ? WHERE id = ?""",
                after.onShelf(),
                after.offReason(),
                after.partnerOn(),
                after.inPool(),
                after.costFen(),
                after.pricedCostFen(),
                now,
                now,
                id);
    }

    /** What an operator decides; the state of the shelf with it. */
    public void decide(
            long id,
            Offer.Kind kind,
            @Nullable Long categoryId,
            long pointsPrice,
            int perPersonLimit,
            ShelfState shelf) {
        jdbc.update(
                """
                UPDATE sku SET kind = ?, category_id = ?, points_price = ?, per_person_limit = ?, on_shelf = ?, off_reason = ?,
                priced_cost_fen = ?, updated_at = ? WHERE id = ?""",
                kind.name(),
                categoryId,
                pointsPrice,
                perPersonLimit,
                shelf.onShelf(),
                shelf.offReason(),
                shelf.pricedCostFen(),
                Timestamp.from(clock.instant()),
                id);
    }

    /**
     * Units in all, the taken ones included.
     *
     * @return false when more are taken already
     */
    public boolean quota(long id, long quota) {
        // Left to right: what is available is moved by the old quota before that is replaced.
        return jdbc.update(
                        "UPDATE sku_stock SET available = available + (? - quota), quota = ?"
                                + " WHERE sku_id = ? AND available + (? - quota) >= 0",
                        quota,
                        quota,
                        id,
                        quota)
                == 1;
    }

    /** Numbers of the channel that we have and that are still thought to be in the pool, after {@code after}, sorted. */
    public List<String> inPool(String channel, String after, int most) {
        return jdbc.queryForList(
                "SELECT channel_sku FROM sku WHERE channel = ? AND in_pool AND channel_sku > ?"
                        + " ORDER BY channel_sku LIMIT ?",
                String.class,
                channel,
                after,
                most);
    }

    public Optional<Description> description(long id) {
        return jdbc
                .query(
                        "SELECT images, detail FROM sku_detail WHERE sku_id = ?",
                        (row, number) -> new Description(images(row.getString(1)), row.getString(2)),
                        id)
                .stream()
                .findFirst();
    }

    /** Pictures and text of one SKU. */
    public record Description(List<String> images, String detail) {}

    List<String> images(String stored) {
        return json.readValue(stored, new TypeReference<>() {});
    }

    private void writeTerms(long id, String search) {
        Set<String> terms = SearchText.terms(search);
        if (terms.isEmpty()) {
            return;
        }
        List<Object> values = new ArrayList<>();
        terms.forEach(term -> {
            values.add(term);
            values.add(id);
        });
        jdbc.update(
                "INSERT INTO sku_term (term, sku_id) VALUES (?,?)" + ",(?,?)".repeat(terms.size() - 1),
                values.toArray());
    }

    /** Never in the middle of a character. */
    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    static Sku sku(ResultSet row, int number) throws SQLException {
        Timestamp synced = row.getTimestamp("synced_at");
        long category = row.getLong("category_id");
        return new Sku(
                row.getLong("id"),
                row.getString("channel"),
                row.getString("channel_sku"),
                Offer.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("brand"),
                row.getString("channel_category"),
                category == 0 ? null : category,
                row.getLong("points_price"),
                row.getLong("face_fen"),
                row.getInt("per_person_limit"),
                new ShelfState(
                        row.getBoolean("on_shelf"),
                        row.getString("off_reason"),
                        row.getBoolean("partner_on"),
                        row.getBoolean("in_pool"),
                        row.getLong("cost_fen"),
                        row.getLong("priced_cost_fen")),
                row.getBoolean("listed"),
                row.getLong("quota"),
                row.getLong("available"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                synced == null ? null : synced.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
