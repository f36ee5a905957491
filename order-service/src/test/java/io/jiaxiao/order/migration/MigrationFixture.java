package io.jiaxiao.order.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.partners.oldplatform.OldOrders;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Files of the old platform, and the operators who bring them here. The old platform's only product is AI学 by the month. */
abstract class MigrationFixture extends ShopFixture {

    static final String MIGRATIONS = "/admin/v1/migrations";
    static final String PRODUCT = "AIXUE_MOBILE";

    /** The old platform's code of it. */
    static final String OLD_PRODUCT = "OLD-AIXUE";

    static final Map<String, String> REASON = Map.of("reason", "旧平台下线");

    @Autowired
    RunMigrations run;

    @BeforeEach
    void aDay() {
        itIs("2027-03-10");
        load("PLAN," + OLD_PRODUCT + ",AIXUE_MOBILE_M1");
    }

    /** A family the old platform knows, and the mapping knows too. */
    Family known() {
        return known(aFamily());
    }

    Family known(Family family) {
        load(String.join(
                "\n",
                "CHILD," + old(family).no() + "," + family.childId(),
                "PERSON," + old(family).guardianNo() + "," + family.parent(),
                "SCHOOL," + old(family).schoolCode() + "," + family.place().schoolId()));
        return family;
    }

    static Family member(ClassPlacement place) {
        long parent = aPerson();
        return new Family(parent, aChildOf(parent, place), place);
    }

    static OldOrders.Child old(Family family) {
        return new OldOrders.Child(
                "C" + family.childId(),
                "G" + family.parent(),
                "S" + family.place().schoolId(),
                "K" + family.place().classId());
    }

    /** @param lines of a file of mappings */
    void load(String lines) {
        csv(MIGRATIONS + "/mappings?reason=" + encode("旧平台对照"), aKey(), "kind,old_code,new_code\n" + lines)
                .expect(201);
    }

    static String file(Line... lines) {
        List<String> all = new ArrayList<>(List.of(OldOrders.HEADINGS));
        for (Line line : lines) {
            all.add(line.text());
        }
        return String.join("\n", all) + "\n";
    }

    Http.Answer uploaded(String key, String file) {
        return csv(MIGRATIONS + "?name=old.csv&reason=" + encode("旧平台下线"), key, file);
    }

    Http.Answer csv(String path, String key, String body) {
        return csv(path, key, body.getBytes(StandardCharsets.UTF_8), Tokens.operator());
    }

    Http.Answer csv(String path, String key, byte[] body, String token) {
        return http.send(http.request(path, token)
                .header("Content-Type", "text/csv;charset=UTF-8")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String upload(Line... lines) {
        return upload(file(lines));
    }

    String upload(String file) {
        return uploaded(aKey(), file).expect(201).json().path("id").asString();
    }

    /** Uploaded and checked. */
    String checked(Line... lines) {
        String migration = upload(lines);
        check(migration);
        return migration;
    }

    /** Uploaded, checked and run. */
    String brought(Line... lines) {
        String migration = checked(lines);
        bring(migration);
        return migration;
    }

    void check(String migration) {
        act(migration, "checks");
        assertThat(state(migration)).isEqualTo("CHECKED");
    }

    void bring(String migration) {
        act(migration, "runs");
        assertThat(state(migration)).isEqualTo("DONE");
    }

    void undo(String migration) {
        act(migration, "undos");
        assertThat(state(migration)).isEqualTo("UNDONE");
    }

    private void act(String migration, String what) {
        begin(migration, what).expect(202);
        run.run();
    }

    Http.Answer begin(String migration, String what) {
        return http.post(MIGRATIONS + "/" + migration + "/" + what, Tokens.operator(), aKey(), REASON);
    }

    JsonNode view(String migration) {
        return http.get(MIGRATIONS + "/" + migration, Tokens.operator())
                .expect(200)
                .json();
    }

    String state(String migration) {
        return view(migration).path("state").asString();
    }

    /** States with rows, as {@code {BAD=1, DONE=3}}; they have to add up. */
    Map<String, Integer> counts(String migration) {
        JsonNode seen = view(migration);
        Map<String, Integer> counts = new HashMap<>();
        int sum = 0;
        for (Map.Entry<String, JsonNode> one : seen.path("counts").properties()) {
            sum += one.getValue().asInt();
            if (one.getValue().asInt() > 0) {
                counts.put(one.getKey(), one.getValue().asInt());
            }
        }
        assertThat(sum).isEqualTo(seen.path("total").asInt());
        return counts;
    }

    /** By line. */
    Map<Integer, JsonNode> rows(String migration) {
        Map<Integer, JsonNode> rows = new HashMap<>();
        http.get(MIGRATIONS + "/" + migration + "/rows?size=1000", Tokens.operator())
                .expect(200)
                .json()
                .path("items")
                .forEach(row -> rows.put(row.path("line").asInt(), row));
        return rows;
    }

    /** As {@code STATE why}; nothing behind the state when nothing is odd. */
    String result(String migration, int line) {
        JsonNode row = rows(migration).get(line);
        return (row.path("state").asString() + " " + row.path("why").asString("")).strip();
    }

    JsonNode report(String migration) {
        return http.get(MIGRATIONS + "/" + migration + "/report", Tokens.operator())
                .expect(200)
                .json()
                .path("items");
    }

    JsonNode agreement(String migration) {
        return http.get(MIGRATIONS + "/" + migration + "/agreement", Tokens.operator())
                .expect(200)
                .json();
    }

    /** By line, what is not the same. */
    Map<Integer, String> disagreements(String migration) {
        Map<Integer, String> found = new HashMap<>();
        http.get(MIGRATIONS + "/" + migration + "/disagreements?size=1000", Tokens.operator())
                .expect(200)
                .json()
                .path("items")
                .forEach(row ->
                        found.put(row.path("line").asInt(), row.path("what").asString()));
        return found;
    }

    String purchaseOf(Line line) {
        return jdbc.queryForObject(
                "SELECT purchase_id FROM migration_row WHERE claimed = ?", String.class, line.orderNo());
    }

    /** The child's open subscription to the product. */
    String running(Family family) {
        return jdbc.queryForObject(
                "SELECT id FROM subscription WHERE open_child = ? AND product_code = ?",
                String.class,
                family.childId(),
                PRODUCT);
    }

    String through(Family family) {
        return jdbc.queryForObject(
                "SELECT paid_through FROM subscription WHERE open_child = ? AND product_code = ?",
                String.class,
                family.childId(),
                PRODUCT);
    }

    boolean entitled(Family family) {
        return entitled(family, PRODUCT, "aixue");
    }

    /** Rows of a table about a child. */
    long rowsOf(String table, Family family) {
        return count("SELECT COUNT(*) FROM " + table + " WHERE child_id = ?", family.childId());
    }

    long count(String sql, Object argument) {
        return jdbc.queryForObject(sql, Long.class, argument);
    }
}
