package io.jiaxiao.mall.points.adjustment.store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The mark that nothing may be spent; the row's lock keeps it apart from the writers' batches. */
@Repository
public class FrozenAccounts {

    private final JdbcTemplate jdbc;

    FrozenAccounts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** False when it is so already. Someone without an account gets one, so that nothing can be spent later either. */
    public boolean mark(long personId, boolean frozen) {
        jdbc.update(
                "INSERT IGNORE INTO points_account (person_id, available, held, entries) VALUES (?, 0, 0, 0)",
                personId);
        return jdbc.update(
                        "UPDATE points_account SET frozen = ? WHERE person_id = ? AND frozen <> ?",
                        frozen,
                        personId,
                        frozen)
                == 1;
    }
}
