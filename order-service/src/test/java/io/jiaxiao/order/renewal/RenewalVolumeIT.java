package io.jiaxiao.order.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.order.renewal.store.RenewalRows;
import io.jiaxiao.order.renewal.store.RenewalStore;
import io.jiaxiao.testkit.identity.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Many subscriptions in classes of fifty. The figure of the whole, {@code -Djx.renewal.volume=100000}, is left in
 * {@code target/renewal-volume.txt}; by default only that nothing is lost on the way.
 */
class RenewalVolumeIT extends ShopFixture {

    private static final int VOLUME = Integer.getInteger("jx.renewal.volume", 1000);
    private static final int IN_CLASS = 50;
    private static final int CLASSES = 100;
    private static final Duration LONGEST = Duration.ofSeconds(120);

    @Autowired
    private RenewalStore renewals;

    @Autowired
    private RenewalRows rows;

    @Autowired
    private RenewalPlace place;

    @Autowired
    private RenewChunk chunk;

    @Test
    void everySubscriptionIsRenewedOnce() throws IOException {
        itIs("2027-03-10");
        List<String> classes = subscribed();
        var run = new RunRenewals(renewals, rows, place, chunk, new RenewalProperties(Duration.ofSeconds(1), 500));
        List<Long> ordered = new ArrayList<>();
        for (int from = 0; from < classes.size(); from += CLASSES) {
            ordered.add(order(classes.subList(from, Math.min(classes.size(), from + CLASSES))));
        }
        long began = System.nanoTime();
        while (renewals.open().stream().anyMatch(ordered::contains)) {
            run.run();
        }
        var elapsed = Duration.ofNanos(System.nanoTime() - began);
        assertThat(ordered.stream()
                        .mapToInt(id -> renewals.find(id).orElseThrow().renewed())
                        .sum())
                .isEqualTo(VOLUME);
        String from = classes.getFirst();
        String till = classes.getLast();
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM purchase p JOIN subscription s ON s.id = p.subscription_id"
                                + " JOIN entitlement e ON e.child_id = s.child_id AND e.product_code = s.product_code"
                                + " WHERE p.method = 'OUTSIDE' AND p.class_id BETWEEN ? AND ? AND s.paid_through = '2027-05-10'"
                                + " AND e.paid_through = '2027-05-10' AND e.version = 2",
                        Integer.class,
                        from,
                        till))
                .isEqualTo(VOLUME);
        Files.writeString(
                Path.of("target", "renewal-volume.txt"), VOLUME + " subscriptions in " + elapsed.toMillis() + " ms\n");
        assertThat(elapsed).isLessThan(LONGEST);
    }

    private long order(List<String> classes) {
        return http.post(
                        "/admin/v1/renewals",
                        Tokens.operator(),
                        aKey(),
                        Map.of(
                                "classIds", classes, "planCode", "AIXUE_MOBILE_M1", "endingBy", "2027-04-30",
                                "settlement", "合同", "reason", "统一续订"))
                .expect(202)
                .json()
                .path("id")
                .asLong();
    }

    /** As if each had been bought a month before its end. */
    private List<String> subscribed() {
        List<String> classes = new ArrayList<>();
        List<Object[]> children = new ArrayList<>();
        ClassPlacement at = aClass();
        for (int i = 0; i < VOLUME; i++) {
            if (i % IN_CLASS == 0) {
                at = aClassOf(at.schoolId());
                classes.add(at.classId());
            }
            long parent = number();
            children.add(new Object[] {number(), aChildOf(parent, at).childId(), parent, at.schoolId()});
        }
        insert(
                "INSERT INTO entitlement (child_id, product_code, state, paid_through, version, changed_at)"
                        + " VALUES (?,'AIXUE_MOBILE','OPEN','2027-04-10',1,'2027-03-10')",
                children,
                1);
        insert(
                "INSERT INTO subscription (id, child_id, product_code, person_id, school_id, state, state_at, paid_through,"
                        + " created_at) VALUES (?,?,'AIXUE_MOBILE',?,?,'ACTIVE','2027-03-10','2027-04-10','2027-03-10')",
                children,
                0,
                1,
                2,
                3);
        insert(
                "INSERT INTO subscription_term (purchase_id, subscription_id, plan_code, paid_fen, bought_on, after_day,"
                        + " through_day, anchor_day, anchor_months) VALUES (?,?,'AIXUE_MOBILE_M1',1500,'2027-03-10','2027-03-10',"
                        + "'2027-04-10','2027-03-10',1)",
                children,
                0,
                0);
        insert(
                "INSERT INTO subscription_event (subscription_id, seq, at, kind, actor, paid_through)"
                        + " VALUES (?,1,'2027-03-10','CREATED','system','2027-04-10')",
                children,
                0);
        return classes;
    }

    private void insert(String sql, List<Object[]> children, int... columns) {
        jdbc.batchUpdate(sql, children, 2000, (statement, child) -> {
            for (int i = 0; i < columns.length; i++) {
                statement.setObject(i + 1, child[columns[i]]);
            }
        });
    }
}
