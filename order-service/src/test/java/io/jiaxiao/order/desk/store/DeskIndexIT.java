package io.jiaxiao.order.desk.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.desk.DeskFilter;
import io.jiaxiao.order.fixture.ShopFixture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each filter of the desk has an index that serves it. */
class DeskIndexIT extends ShopFixture {

    private static final Instant DAY = Instant.parse("2027-03-10T00:00:00Z");

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of(filter(null, null, null, null, null, null, null, null, DAY, null), "ix_purchase_created"),
                Arguments.of(filter("PAID", null, null, null, null, null, null, null, null, null), "ix_purchase_state"),
                Arguments.of(
                        filter(null, "AIXUE", null, null, null, null, null, null, null, null), "ix_purchase_product"),
                Arguments.of(filter(null, null, "1", null, null, null, null, null, null, null), "ix_purchase_school"),
                Arguments.of(filter(null, null, null, "1", null, null, null, null, null, null), "ix_purchase_class"),
                Arguments.of(filter(null, null, null, null, 1L, null, null, null, null, null), "ix_purchase_person"),
                Arguments.of(filter(null, null, null, null, null, "1", null, null, null, null), "ix_purchase_child"),
                Arguments.of(filter(null, null, null, null, null, null, 1L, null, null, null), "ix_purchase_person"),
                Arguments.of(
                        filter(null, null, null, null, null, null, null, null, null, PayMethod.CARRIER),
                        "ix_purchase_method"));
    }

    static Stream<Arguments> ofSubscriptions() {
        return Stream.of(
                Arguments.of(
                        filter(null, null, null, null, null, null, null, null, DAY, null), "ix_subscription_created"),
                Arguments.of(
                        filter("PAUSED", null, null, null, null, null, null, null, null, null),
                        "ix_subscription_state"),
                Arguments.of(
                        filter(null, "AIXUE", null, null, null, null, null, null, null, null),
                        "ix_subscription_product"),
                Arguments.of(
                        filter(null, null, "1", null, null, null, null, null, null, null), "ix_subscription_school"),
                Arguments.of(filter(null, null, null, "1", null, null, null, null, null, null), "ix_purchase_class"),
                Arguments.of(
                        filter(null, null, null, null, 1L, null, null, null, null, null), "ix_subscription_person"),
                Arguments.of(
                        filter(null, null, null, null, null, "1", null, null, null, null), "ix_subscription_child"),
                Arguments.of(filter(null, null, null, null, null, null, 1L, null, null, null), "ix_purchase_person"),
                Arguments.of(
                        filter(null, null, null, null, null, null, null, null, null, PayMethod.CARRIER),
                        "ix_purchase_method"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void purchasesAreServedByAnIndex(DeskFilter filter, String index) {
        List<Object> values = new ArrayList<>();
        assertThat(possible(PurchaseSearch.sql(filter, null, 20, values), values))
                .contains(index);
    }

    @ParameterizedTest
    @MethodSource("ofSubscriptions")
    void subscriptionsAreServedByAnIndex(DeskFilter filter, String index) {
        List<Object> values = new ArrayList<>();
        assertThat(possible(SubscriptionSearch.sql(filter, null, 20, values), values))
                .contains(index);
    }

    @Test
    void purchasesToBeLookedAtAreServedByAnIndex() {
        var filter = new DeskFilter(null, null, null, null, null, null, null, null, null, null, null, true);
        List<Object> values = new ArrayList<>();
        assertThat(possible(PurchaseSearch.sql(filter, null, 20, values), values))
                .contains("ix_purchase_review");
    }

    /** Names of the indexes that could serve it: with few rows a plan may well do without. */
    private String possible(String sql, List<Object> values) {
        List<Map<String, Object>> plan = jdbc.queryForList("EXPLAIN " + sql, values.toArray());
        StringBuilder names = new StringBuilder();
        plan.forEach(line -> names.append(line.get("possible_keys")).append(' ').append(line.get("key")));
        return names.toString();
    }

    private static DeskFilter filter(
            String state,
            String product,
            String school,
            String schoolClass,
            Long person,
            String child,
            Long payer,
            Long number,
            Instant from,
            PayMethod channel) {
        return new DeskFilter(
                state, product, school, schoolClass, person, child, payer, number, from, null, channel, null);
    }
}
