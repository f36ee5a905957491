package io.jiaxiao.mall.catalogue.store;

import io.jiaxiao.mall.catalogue.domain.SearchText;
import io.jiaxiao.mall.catalogue.domain.Sku;
import io.jiaxiao.mall.catalogue.domain.SkuFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** SKUs as operators look for them. */
@Repository
public class SkuSearchStore {

    private final JdbcTemplate jdbc;

    SkuSearchStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Last changed first. */
    public List<Sku> find(SkuFilter filter, long offset, int most) {
        List<Object> values = new ArrayList<>();
        String where = where(filter, values);
        values.add(most);
        values.add(offset);
        return jdbc.query(
                "SELECT " + SkuStore.COLUMNS + " FROM sku k JOIN sku_stock t ON t.sku_id = k.id WHERE " + where
                        + " ORDER BY k.updated_at DESC, k.id DESC LIMIT ? OFFSET ?",
                SkuStore::sku,
                values.toArray());
    }

    public long count(SkuFilter filter) {
        List<Object> values = new ArrayList<>();
        Long count = jdbc.queryForObject(
                "SELECT COUNT(*) FROM sku k WHERE " + where(filter, values), Long.class, values.toArray());
        return count == null ? 0 : count;
    }

    private static String where(SkuFilter filter, List<Object> values) {
        var where = new StringBuilder("TRUE");
        also(where, values, "channel", filter.channel());
        also(where, values, "category_id", filter.categoryId());
        also(where, values, "listed", filter.listed());
        also(where, values, "on_shelf", filter.onShelf());
        also(where, values, "partner_on", filter.partnerOn());
        also(where, values, "off_reason", filter.offReason());
        TermSearch.table(filter.text(), values).ifPresent(found -> where.append(" AND k.id IN (SELECT sku_id FROM ")
                .append(found)
                .append(" m)"));
        SearchText.words(filter.text()).forEach(word -> {
            where.append(" AND k.search_name LIKE ?");
            values.add("%" + word + "%");
        });
        return where.toString();
    }

    private static void also(StringBuilder where, List<Object> values, String column, @Nullable Object value) {
        if (value != null) {
            where.append(" AND k.").append(column).append(" = ?");
            values.add(value);
        }
    }
}
