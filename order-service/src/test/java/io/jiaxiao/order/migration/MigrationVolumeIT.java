package io.jiaxiao.order.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.partners.oldplatform.OldOrders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How often a migration goes to the database and to roster-service. */
class MigrationVolumeIT extends MigrationFixture {

    private static final int ORDERS = 5_000;
    private static final int CHILDREN = 1_200;
    private static final int CHUNK = 1_000;

    @Test
    void fiveThousandOrdersTakeAFewStatementsAChunk_andOneQuestionForFiveHundredChildren() throws IOException {
        ClassPlacement place = aClass();
        List<OldOrders.Child> children = new ArrayList<>();
        List<String> mappings = new ArrayList<>(List.of("SCHOOL,S" + place.schoolId() + "," + place.schoolId()));
        for (int i = 0; i < CHILDREN; i++) {
            Family family = member(place);
            children.add(old(family));
            mappings.add("CHILD," + old(family).no() + "," + family.childId());
            mappings.add("PERSON," + old(family).guardianNo() + "," + family.parent());
        }
        load(String.join("\n", mappings));
        var text = new StringBuilder();
        new OldOrders(1, "V" + number() + "-", today(), children, List.of(OLD_PRODUCT)).write(text, ORDERS, 0);
        String migration = upload(text.toString());

        begin(migration, "checks").expect(202);
        int asked = NEIGHBOURS.lookups();
        int checking = statements(migration);
        assertThat(counts(migration)).isEqualTo(Map.of("READY", ORDERS));
        assertThat(NEIGHBOURS.lookups() - asked).isLessThanOrEqualTo(2 * ORDERS / CHUNK);
        begin(migration, "runs").expect(202);
        int running = statements(migration);
        assertThat(counts(migration)).isEqualTo(Map.of("DONE", ORDERS));
        assertThat(agreement(migration).path("agree").asBoolean()).isTrue();
        begin(migration, "undos").expect(202);
        int undoing = statements(migration);
        assertThat(counts(migration)).isEqualTo(Map.of("UNDONE", ORDERS));

        // Some thirty for a thousand rows, and as many for the last look.
        int most = 40 * (ORDERS / CHUNK + 2);
        assertThat(checking).as("statements of the check").isLessThan(most);
        assertThat(running).as("statements of the run").isLessThan(most);
        assertThat(undoing).as("statements of the undoing").isLessThan(most);
    }

    /** Takes it to its end. @return how many calls to the database that took */
    private int statements(String migration) {
        database().breaking().disarm();
        database().run(() -> {
            boolean more = true;
            while (more) {
                more = run.step(Long.parseLong(migration), CHUNK);
            }
        });
        return database().breaking().trace().size();
    }
}
