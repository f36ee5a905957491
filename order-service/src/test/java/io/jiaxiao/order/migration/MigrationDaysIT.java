package io.jiaxiao.order.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Days are Asia/Shanghai, whatever the moment. */
class MigrationDaysIT extends MigrationFixture {

    @Test
    void theLastDayIsInUse_theDayAfterItIsNot() {
        Family today = known();
        Family yesterday = known();
        String migration = brought(
                Line.of(today).days("2027-02-11", "2027-03-10"),
                Line.of(yesterday).days("2027-02-10", "2027-03-09"));
        assertThat(rows(migration).get(2).path("action").asString()).isEqualTo("OPEN");
        assertThat(rows(migration).get(3).path("action").asString()).isEqualTo("KEEP");
        assertThat(entitled(today)).isTrue();
        assertThat(entitled(yesterday)).isFalse();
        assertThat(agreement(migration).path("agree").asBoolean()).isTrue();
        itIs("2027-03-11");
        assertThat(entitled(today)).isFalse();
    }

    @Test
    void theDayOfPaymentIsShanghais_notGreenwichs() {
        Family late = known();
        Line order = Line.of(late).with("paid_at", "2027-03-01 00:30:00");
        brought(order);
        assertThat(jdbc.queryForObject(
                        "SELECT bought_on FROM subscription_term WHERE purchase_id = ?",
                        String.class,
                        purchaseOf(order)))
                .isEqualTo("2027-03-01");
        assertThat(jdbc.queryForObject("SELECT paid_at FROM purchase WHERE id = ?", String.class, purchaseOf(order)))
                .startsWith("2027-02-28 16:30:00");
    }

    @Test
    void the29thOfFebruaryIsADayInLeapYearsOnly() {
        Family family = known();
        itIs("2028-02-29");
        String migration = brought(
                Line.of(family).with("paid_at", "2028-02-29 08:00:00").days("2028-02-01", "2028-02-29"),
                Line.of(family).days("2028-03-01", "2028-03-31"),
                Line.of(family).days("2027-02-01", "2027-02-29"));
        assertThat(counts(migration)).isEqualTo(Map.of("DONE", 2, "BAD", 1));
        assertThat(rows(migration).get(4).path("field").asString()).isEqualTo("through_date");
        assertThat(entitled(family)).isTrue();
        assertThat(through(family)).isEqualTo("2028-03-31");
    }

    @Test
    void anOrderThatRanOutBetweenCheckAndRun_isKeptAndOpensNothing() {
        Family family = known();
        String migration = checked(Line.of(family).days("2027-02-11", "2027-03-10"));
        assertThat(rows(migration).get(2).path("action").asString()).isEqualTo("OPEN");
        itIs("2027-03-11");
        bring(migration);
        assertThat(rows(migration).get(2).path("action").asString()).isEqualTo("KEEP");
        assertThat(entitled(family)).isFalse();
        assertThat(rowsOf("entitlement", family)).isEqualTo(1);
        assertThat(agreement(migration).path("agree").asBoolean()).isTrue();
    }
}
