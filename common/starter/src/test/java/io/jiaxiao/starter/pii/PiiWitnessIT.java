package io.jiaxiao.starter.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.starter.persistence.PersistenceAutoConfiguration;
import io.jiaxiao.testkit.servers.TestSchema;
import io.jiaxiao.testkit.together.Together;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PiiWitnessIT {

    private static TestSchema schema;
    private static JdbcClient jdbc;

    private final String keys = PiiKeysets.newKeyset();
    private final String indexKeys = PiiKeysets.newIndexKeyset();

    @BeforeAll
    static void open() {
        schema = TestSchema.create("witness");
        PersistenceAutoConfiguration.migratePlatform(schema.dataSource());
        jdbc = JdbcClient.create(schema.dataSource());
    }

    @AfterAll
    static void close() {
        schema.close();
    }

    @BeforeEach
    void aNewDatabase() {
        jdbc.sql("DELETE FROM pii_witness WHERE id = 1").update();
    }

    private static PiiWitness start(String keyset, String indexKeyset) {
        return new PiiWitness(jdbc, PersonalDataCipher.of(keyset), BlindIndex.withKeys(indexKeyset));
    }

    @Test
    void withTheKeysItWasWrittenWith_aServiceStarts_alsoAfterNewOnesCame() {
        assertThat(Together.atOnce(4, number -> start(keys, indexKeys))).doesNotContainNull();
        String newKeys = PiiKeysets.promoteNewest(PiiKeysets.withNewKey(keys));
        String newIndexKeys = PiiKeysets.promoteNewest(PiiKeysets.withNewKey(indexKeys));
        start(newKeys, newIndexKeys);
        start(keys, indexKeys);
    }

    @Test
    void withOtherKeys_itDoesNotStart_andSaysWhich() {
        start(keys, indexKeys);
        assertThatThrownBy(() -> start(PiiKeysets.newKeyset(), indexKeys))
                .isInstanceOf(PiiKeysMissingException.class)
                .hasMessage("jiaxiao.pii.keyset is without the key this database was written with");
        assertThatThrownBy(() -> start(keys, PiiKeysets.newIndexKeyset()))
                .isInstanceOf(PiiKeysMissingException.class)
                .hasMessage("jiaxiao.pii.index-keyset is without the key this database was written with");
        start(keys, indexKeys);
    }
}
