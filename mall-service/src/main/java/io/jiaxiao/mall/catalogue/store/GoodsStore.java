package io.jiaxiao.mall.catalogue.store;

import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.catalogue.domain.GoodsLine;
import io.jiaxiao.mall.catalogue.domain.GoodsQuery;
import io.jiaxiao.mall.catalogue.domain.SearchText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What is on sale, as lists. */
@Repository
public class GoodsStore {

    private final JdbcTemplate jdbc;
    private final SkuStore skus;

    GoodsStore(JdbcTemplate jdbc, SkuStore skus) {
        this.jdbc = jdbc;
        this.skus = skus;
    }

    /** In the order asked for, behind the place asked for. */
    public List<GoodsLine> find(GoodsQuery query) {
        var sql = new StringBuilder(
                "SELECT k.id, k.name, k.kind, k.points_price, k.per_person_limit, t.available, d.images" + " FROM ");
        List<Object> values = new ArrayList<>();
        sql.append(TermSearch.table(query.text(), values)
                .map(found -> found + " m JOIN sku k ON k.id = m.sku_id")
                .orElse("sku k"));
        sql.append(" JOIN sku_stock t ON t.sku_id = k.id JOIN sku_detail d ON d.sku_id = k.id WHERE k.listed = TRUE");
        SearchText.words(query.text()).forEach(word -> {
            // A normal word has only letters and digits, so nothing in it is a wildcard.
            sql.append(" AND k.search_name LIKE ?");
            values.add("%" + word + "%");
        });
        if (!query.categoryIds().isEmpty()) {
            sql.append(" AND k.category_id IN (?")
                    .append(",?".repeat(query.categoryIds().size() - 1))
                    .append(')');
            values.addAll(query.categoryIds());
        }
        if (query.from() > 0) {
            sql.append(" AND k.points_price >= ?");
            values.add(query.from());
        }
        if (query.to() < Long.MAX_VALUE) {
            sql.append(" AND k.points_price <= ?");
            values.add(query.to());
        }
        order(query, sql, values);
        return jdbc.query(
                sql.toString(),
                (row, number) -> new GoodsLine(
                        row.getLong("id"),
                        row.getString("name"),
                        Offer.Kind.valueOf(row.getString("kind")),
                        row.getLong("points_price"),
                        row.getInt("per_person_limit"),
                        skus.images(row.getString("images")).stream()
                                .findFirst()
                                .orElse(""),
                        row.getLong("available") <= 0),
                values.toArray());
    }

    private static void order(GoodsQuery query, StringBuilder sql, List<Object> values) {
        GoodsQuery.Place after = query.after();
        switch (query.sort()) {
            case NEWEST -> {
                if (after != null) {
                    sql.append(" AND k.id < ?");
                    values.add(after.id());
                }
                sql.append(" ORDER BY k.id DESC");
            }
            case PRICE_UP -> {
                behind(after, ">", sql, values);
                sql.append(" ORDER BY k.points_price, k.id");
            }
            case PRICE_DOWN -> {
                behind(after, "<", sql, values);
                sql.append(" ORDER BY k.points_price DESC, k.id DESC");
            }
        }
        sql.append(" LIMIT ?");
        values.add(query.size());
    }

    private static void behind(GoodsQuery.@Nullable Place after, String than, StringBuilder sql, List<Object> values) {
        if (after != null) {
            sql.append(" AND (k.points_price " + than + " ? OR (k.points_price = ? AND k.id " + than + " ?))");
            values.add(after.pointsPrice());
            values.add(after.pointsPrice());
            values.add(after.id());
        }
    }
}
