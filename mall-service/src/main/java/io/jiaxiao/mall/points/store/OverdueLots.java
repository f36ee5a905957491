package io.jiaxiao.mall.points.store;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Whose lots have come to their end. */
@Repository
public class OverdueLots {

    private final JdbcTemplate jdbc;

    public OverdueLots(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** People with something left of a lot whose time has come, in ascending order, after the one given. */
    public List<Long> persons(Instant now, long after, int most) {
        return jdbc.queryForList(
                "SELECT DISTINCT person_id FROM points_lot WHERE open = TRUE AND expires_at <= ? AND available > 0"
                        + " AND person_id > ? ORDER BY person_id LIMIT ?",
                Long.class,
                Sql.moment(now),
                after,
                most);
    }
}
