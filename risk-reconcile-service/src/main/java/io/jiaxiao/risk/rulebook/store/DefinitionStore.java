package io.jiaxiao.risk.rulebook.store;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.risk.rulebook.domain.Dimension;
import io.jiaxiao.risk.rulebook.domain.FactDefinition;
import io.jiaxiao.risk.rulebook.domain.FactType;
import io.jiaxiao.risk.rulebook.domain.Vocabulary;
import io.jiaxiao.risk.rulebook.domain.WindowDefinition;
import io.jiaxiao.risk.rulebook.domain.WindowKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Facts and windows, the words of rules. */
@Repository
public class DefinitionStore {

    private final JdbcClient jdbc;

    DefinitionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Vocabulary vocabulary(Scene scene) {
        return new Vocabulary(scene, facts(scene), windows(scene));
    }

    public List<FactDefinition> facts(Scene scene) {
        return jdbc.sql("SELECT name, type, title FROM fact WHERE scene = ? ORDER BY name")
                .param(scene.name())
                .query((row, number) -> new FactDefinition(
                        scene, row.getString("name"), FactType.valueOf(row.getString("type")), row.getString("title")))
                .list();
    }

    public List<WindowDefinition> windows(Scene scene) {
        return jdbc.sql("SELECT * FROM window_definition WHERE scene = ? ORDER BY name")
                .param(scene.name())
                .query(DefinitionStore::window)
                .list();
    }

    public Optional<WindowDefinition> window(Scene scene, String name) {
        return jdbc.sql("SELECT * FROM window_definition WHERE scene = ? AND name = ?")
                .params(scene.name(), name)
                .query(DefinitionStore::window)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException for a name the scene has */
    public void insert(WindowDefinition window, String author, Instant now) {
        Dimension distinct = window.distinct();
        jdbc.sql("INSERT INTO window_definition (scene, name, dimension, kind, fact, distinct_of, seconds, author,"
                        + " created_at) VALUES (?,?,?,?,?,?,?,?,?)")
                .param(window.scene().name())
                .param(window.name())
                .param(window.dimension().name())
                .param(window.kind().name())
                .param(window.fact())
                .param(distinct == null ? null : distinct.name())
                .param(window.length().toSeconds())
                .param(author)
                .param(Timestamp.from(now))
                .update();
    }

    /** False when there is none. */
    public boolean delete(Scene scene, String name) {
        return jdbc.sql("DELETE FROM window_definition WHERE scene = ? AND name = ?")
                        .params(scene.name(), name)
                        .update()
                == 1;
    }

    private static WindowDefinition window(ResultSet row, int number) throws SQLException {
        String distinct = row.getString("distinct_of");
        return new WindowDefinition(
                row.getString("name"),
                Scene.valueOf(row.getString("scene")),
                Dimension.valueOf(row.getString("dimension")),
                WindowKind.valueOf(row.getString("kind")),
                row.getString("fact"),
                distinct == null ? null : Dimension.valueOf(distinct),
                Duration.ofSeconds(row.getLong("seconds")));
    }
}
