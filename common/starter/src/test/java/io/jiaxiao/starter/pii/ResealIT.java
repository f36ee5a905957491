package io.jiaxiao.starter.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.starter.persistence.PersistenceAutoConfiguration;
import io.jiaxiao.testkit.servers.TestSchema;
import io.jiaxiao.testkit.simulation.CrashingDataSource;
import io.jiaxiao.testkit.simulation.JdbcFault;
import io.jiaxiao.testkit.simulation.SimulatedCrash;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ResealIT {

    private static final int ROWS = 25;
    private static final Reseal.Target TARGET = new Reseal.Target(
            "person",
            "id",
            List.of(
                    Reseal.Column.sealed("name", "person.name"),
                    Reseal.Column.indexed("mobile", "mobile", "mobile_index")));

    private static TestSchema schema;
    private static JdbcTemplate jdbc;

    private final String oldKeys = PiiKeysets.newKeyset();
    private final String oldIndexKeys = PiiKeysets.newIndexKeyset();
    private final String newKeys = PiiKeysets.promoteNewest(PiiKeysets.withNewKey(oldKeys));
    private final String newIndexKeys = PiiKeysets.promoteNewest(PiiKeysets.withNewKey(oldIndexKeys));

    @BeforeAll
    static void open() {
        schema = TestSchema.create("reseal");
        PersistenceAutoConfiguration.migratePlatform(schema.dataSource());
        jdbc = new JdbcTemplate(schema.dataSource());
        jdbc.execute(
                """
                CREATE TABLE person (id BIGINT PRIMARY KEY, name VARCHAR(300), mobile VARCHAR(64),
                  mobile_index CHAR(32), note VARCHAR(20))""");
    }

    @AfterAll
    static void close() {
        schema.close();
    }

    @BeforeEach
    void rowsUnderTheOldKeys() {
        jdbc.update("DELETE FROM person WHERE id > 0");
        jdbc.update("DELETE FROM reseal_progress WHERE target = 'person'");
        PersonalDataCipher cipher = PersonalDataCipher.of(oldKeys);
        BlindIndex index = BlindIndex.withKeys(oldIndexKeys);
        jdbc.batchUpdate(
                "INSERT INTO person VALUES (?, ?, ?, ?, 'untouched')",
                LongStream.rangeClosed(1, ROWS)
                        .mapToObj(id -> new Object[] {
                            id * 10,
                            cipher.seal("person.name", "人" + id),
                            cipher.seal("mobile", mobile(id)),
                            index.of("mobile", mobile(id))
                        })
                        .toList());
    }

    @Test
    void everyRow_isMovedToTheNewKeys_andReadsTheSame() {
        Reseal reseal = reseal(schema.dataSource());
        assertThat(reseal.left(TARGET)).isEqualTo(ROWS);

        assertThat(reseal.run(TARGET, 4)).isEqualTo(new Reseal.Outcome(ROWS, 0));

        assertThat(reseal.left(TARGET)).isZero();
        allRowsReadWithTheNewKeysAlone();
        assertThat(reseal.run(TARGET, 4)).as("a second pass finds nothing").isEqualTo(new Reseal.Outcome(0, 0));
    }

    @Test
    void killedAtAnyCall_itGoesOnWhereItWas() {
        CrashingDataSource source = new CrashingDataSource(schema.dataSource());
        int calls = 0;
        for (int call = 1; ; call++) {
            rowsUnderTheOldKeys();
            source.restart();
            source.arm(call % 2 == 0 ? JdbcFault.crashBefore(call) : JdbcFault.crashAfter(call));
            try {
                reseal(source).run(TARGET, 10);
                assertThat(source.isArmed())
                        .as("ran to the end without meeting the fault")
                        .isTrue();
                break;
            } catch (SimulatedCrash crash) {
                calls++;
            }
            source.restart();
            reseal(source).run(TARGET, 10);
            assertThat(reseal(source).left(TARGET)).isZero();
            allRowsReadWithTheNewKeysAlone();
        }
        assertThat(calls).isGreaterThan(30);
    }

    @Test
    void afterACrash_theDoneRowsAreNotDoneAgain() {
        CrashingDataSource source = new CrashingDataSource(schema.dataSource());
        Reseal reseal = reseal(source);
        reseal.step(TARGET, 10, true);
        String done = jdbc.queryForObject("SELECT name FROM person WHERE id = 10", String.class);

        assertThat(reseal(source).run(TARGET, 10)).isEqualTo(new Reseal.Outcome(ROWS, 0));
        assertThat(jdbc.queryForObject("SELECT name FROM person WHERE id = 10", String.class))
                .isEqualTo(done);
    }

    @Test
    void twoInstancesAtOnce_moveEachRowOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            Callable<Reseal.Outcome> run = () -> reseal(schema.dataSource()).run(TARGET, 2);
            var both = threads.invokeAll(List.of(run, run));
            assertThat(both.getFirst().get().unreadable()).isZero();
            assertThat(both.getLast().get().unreadable()).isZero();
        }
        assertThat(reseal(schema.dataSource()).left(TARGET)).isZero();
        allRowsReadWithTheNewKeysAlone();
    }

    @Test
    void aRowThatDoesNotOpen_isCountedAndLeftAlone_andStopsNoOther() {
        jdbc.update("UPDATE person SET name = 'broken' WHERE id = 50");
        Reseal reseal = reseal(schema.dataSource());
        assertThat(reseal.run(TARGET, 10)).isEqualTo(new Reseal.Outcome(ROWS - 1, 1));
        assertThat(reseal.left(TARGET)).isOne();
        assertThat(jdbc.queryForObject("SELECT name FROM person WHERE id = 50", String.class))
                .isEqualTo("broken");
    }

    @Test
    void nothingAndOtherColumns_stayAsTheyAre() {
        jdbc.update("UPDATE person SET name = NULL, mobile = NULL, mobile_index = NULL WHERE id = 10");
        reseal(schema.dataSource()).run(TARGET, 10);
        assertThat(jdbc.queryForMap("SELECT * FROM person WHERE id = 10"))
                .containsEntry("name", null)
                .containsEntry("mobile_index", null)
                .containsEntry("note", "untouched");
    }

    @Test
    void namesThatAreNoPlainSqlNames_areRefused() {
        assertThatThrownBy(() -> Reseal.Column.sealed("name; DROP TABLE person", "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reseal.Target("person p", "id", TARGET.columns()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Reseal reseal(DataSource source) {
        return new Reseal(
                JdbcClient.create(source),
                new TransactionTemplate(new JdbcTransactionManager(source)),
                PersonalDataCipher.of(newKeys),
                BlindIndex.withKeys(newIndexKeys));
    }

    private void allRowsReadWithTheNewKeysAlone() {
        PersonalDataCipher cipher = PersonalDataCipher.of(PiiKeysets.withPrimaryOnly(newKeys));
        BlindIndex index = BlindIndex.withKeys(PiiKeysets.withPrimaryOnly(newIndexKeys));
        var rows = jdbc.queryForList("SELECT * FROM person ORDER BY id");
        assertThat(rows).hasSize(ROWS);
        for (int i = 0; i < ROWS; i++) {
            var row = rows.get(i);
            assertThat(cipher.open("person.name", (String) row.get("name"))).isEqualTo("人" + (i + 1));
            assertThat(cipher.open("mobile", (String) row.get("mobile"))).isEqualTo(mobile(i + 1));
            assertThat(row).containsEntry("mobile_index", index.of("mobile", mobile(i + 1)));
        }
    }

    private static String mobile(long id) {
        return "1381234%04d".formatted(id);
    }
}
