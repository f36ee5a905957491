package io.jiaxiao.order.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.partners.oldplatform.OldOrders;
import io.jiaxiao.partners.oldplatform.OldOrders.Expected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whole files of the old platform, and whether both platforms say the same at the end. */
class MigrationAgreementIT extends MigrationFixture {

    @Test
    void ofAWholeFileWhatIsGoodIsHere_andWhatIsNotIsListedRowByRow() throws IOException {
        List<Family> families = families(20);
        var text = new StringBuilder();
        Expected expected = generated(families, "A").write(text, 400, 40);
        String migration = upload(text.toString());
        check(migration);
        bring(migration);
        assertThat(expected.good()).isEqualTo(384);
        assertThat(counts(migration))
                .isEqualTo(Map.of(
                        "DONE",
                        expected.good(),
                        "BAD",
                        expected.unreadable() + expected.repeated(),
                        "ERROR",
                        expected.unknownProducts() + expected.unknownChildren()));
        assertThat(disagreements(migration).values().stream().sorted().toList())
                .isEqualTo(List.of(
                                repeated("NOT_MIGRATED", expected.unknownProducts() + expected.unknownChildren()),
                                repeated("REPEATED", expected.repeated()),
                                repeated("UNREADABLE", expected.unreadable()))
                        .stream()
                        .flatMap(List::stream)
                        .toList());
        JsonNode agreement = agreement(migration);
        assertThat(agreement.path("agree").asBoolean()).isFalse();
        expected.sums().forEach((key, sum) -> {
            JsonNode line = agreement
                    .path("items")
                    .valueStream()
                    .filter(one -> key.equals(one.path("oldProduct").asString() + " "
                            + one.path("oldState").asString()))
                    .findFirst()
                    .orElseThrow();
            assertThat(line.path("ours").asInt()).isEqualTo(sum.orders());
            assertThat(line.path("oursInState").asInt()).isEqualTo(sum.orders());
            assertThat(line.path("oursPaidFen").asLong()).isEqualTo(sum.paidFen());
            assertThat(line.path("oursRefundedFen").asLong()).isEqualTo(sum.refundedFen());
        });
        assertThat(count("SELECT COUNT(*) FROM migration_row WHERE migration_id = ? AND action = 'OPEN'", migration))
                .isEqualTo(expected.opening());
        assertThat(count("SELECT COUNT(*) FROM migration_row WHERE migration_id = ? AND action = 'EXTEND'", migration))
                .isEqualTo(expected.extending());
    }

    @Test
    void withoutAFaultInIt_bothPlatformsAgree_untilSomethingChangesHere() throws IOException {
        List<Family> families = families(10);
        var text = new StringBuilder();
        Expected expected = generated(families, "B").write(text, 100, 0);
        String migration = upload(text.toString());
        check(migration);
        bring(migration);
        assertThat(counts(migration)).isEqualTo(Map.of("DONE", expected.good()));
        assertThat(agreement(migration).path("agree").asBoolean()).isTrue();
        assertThat(disagreements(migration)).isEmpty();
        Map<Integer, JsonNode> rows = rows(migration);
        breakIt(rows.get(2), "UPDATE purchase SET price_fen = price_fen + 1 WHERE id = ?");
        breakIt(rows.get(3), "UPDATE purchase SET back_fen = back_fen + 1 WHERE id = ?");
        breakIt(rows.get(4), "DELETE FROM purchase WHERE id = ?");
        breakIt(
                rows.get(5),
                "UPDATE subscription_term SET through_day = DATE_SUB(through_day, INTERVAL 1 DAY) WHERE purchase_id = ?");
        breakIt(
                rows.get(6),
                "UPDATE subscription SET state = 'REFUNDED' WHERE id = (SELECT subscription_id FROM subscription_term"
                        + " WHERE purchase_id = ?)");
        Map<Integer, String> found = disagreements(migration);
        assertThat(found)
                .containsEntry(2, "AMOUNT")
                .containsEntry(3, "REFUNDED_AMOUNT")
                .containsEntry(4, "GONE")
                .containsEntry(5, "THROUGH");
        assertThat(found.size()).isBetween(4, 5);
        assertThat(agreement(migration).path("agree").asBoolean()).isFalse();
    }

    private void breakIt(JsonNode row, String sql) {
        assertThat(jdbc.update(sql, row.path("purchaseId").asString())).isEqualTo(1);
    }

    private List<Family> families(int many) {
        ClassPlacement place = aClass();
        List<Family> families = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            families.add(known(member(place)));
        }
        return families;
    }

    private OldOrders generated(List<Family> families, String prefix) {
        return new OldOrders(
                20270310,
                prefix + number() + "-",
                today(),
                families.stream().map(MigrationFixture::old).toList(),
                List.of(OLD_PRODUCT));
    }

    private static List<String> repeated(String what, int times) {
        return Collections.nCopies(times, what);
    }
}
