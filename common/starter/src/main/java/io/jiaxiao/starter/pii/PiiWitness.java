package io.jiaxiao.starter.pii;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Ties the keysets to the database. A value that was sealed and indexed at the first start has to be readable at every later one:
 * with other keys a service would find nobody by number, and make everybody a second time. Nor may the first key be dropped, which
 * rows may still need.
 */
final class PiiWitness {

    private static final String PURPOSE = "witness";
    private static final String VALUE = "the keys this database was first written with";

    private record Seen(String sealed, String indexValue) {}

    /** @throws PiiKeysMissingException when the database was written with other keys */
    PiiWitness(JdbcClient jdbc, PersonalDataCipher cipher, BlindIndex index) {
        jdbc.sql("INSERT INTO pii_witness (id, sealed, index_value) VALUES (1, ?, ?) ON DUPLICATE KEY UPDATE id = id")
                .params(cipher.seal(PURPOSE, VALUE), index.of(PURPOSE, VALUE))
                .update();
        Seen seen = jdbc.sql("SELECT sealed, index_value FROM pii_witness WHERE id = 1")
                .query((row, number) -> new Seen(row.getString(1), row.getString(2)))
                .single();
        try {
            cipher.open(PURPOSE, seen.sealed());
        } catch (UnreadablePersonalDataException e) {
            throw new PiiKeysMissingException("jiaxiao.pii.keyset", "without the key this database was written with");
        }
        if (!index.allOf(PURPOSE, VALUE).contains(seen.indexValue())) {
            throw new PiiKeysMissingException(
                    "jiaxiao.pii.index-keyset", "without the key this database was written with");
        }
    }
}
