package io.jiaxiao.mall.catalogue.store;

import io.jiaxiao.mall.catalogue.domain.Category;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The tree of categories; small enough to be read whole. */
@Repository
public class CategoryStore {

    private final JdbcTemplate jdbc;

    CategoryStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Siblings in their order. */
    public List<Category> all() {
        return jdbc.query(
                "SELECT id, parent_id, code, name, position FROM category ORDER BY position, id", (row, number) -> {
                    long parent = row.getLong("parent_id");
                    return new Category(
                            row.getLong("id"),
                            parent == 0 ? null : parent,
                            row.getString("code"),
                            row.getString("name"),
                            row.getInt("position"));
                });
    }

    /** Under lock. */
    public Optional<Category> lock(long id) {
        jdbc.queryForList("SELECT id FROM category WHERE id = ? FOR UPDATE", Long.class, id);
        return all().stream().filter(category -> category.id() == id).findFirst();
    }

    /** @return false when the code is taken */
    public boolean add(Category category) {
        try {
            jdbc.update(
                    "INSERT INTO category (id, parent_id, code, name, position) VALUES (?,?,?,?,?)",
                    category.id(),
                    category.parentId(),
                    category.code(),
                    category.name(),
                    category.position());
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    public void rename(long id, String name, int position) {
        jdbc.update("UPDATE category SET name = ?, position = ? WHERE id = ?", name, position, id);
    }

    /** @return false while a SKU or a category is below it */
    public boolean remove(long id) {
        return jdbc.update(
                        "DELETE FROM category WHERE id = ? AND NOT EXISTS (SELECT 1 FROM sku WHERE category_id = ?)"
                                + " AND id NOT IN (SELECT parent_id FROM (SELECT parent_id FROM category"
                                + " WHERE parent_id IS NOT NULL) c)",
                        id,
                        id)
                == 1;
    }
}
