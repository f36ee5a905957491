package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.order.payment.PaymentOwner.Reception;
import io.jiaxiao.order.subscription.SubscriptionCalendar;
import io.jiaxiao.testkit.identity.Tokens;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** 订3退3 through time (O4). */
class Subscribe3Return3IT extends ShopFixture {

    private static final String PLAN = "GAOKAO_VIP_M3_BACK3";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private PayInstalments instalments;

    @ParameterizedTest
    @CsvSource({
        "2026-11-30, 2026-12-31, 2027-01-31, 2027-03-01",
        "2028-01-31, 2028-03-01, 2028-04-01, 2028-05-01",
        "2028-02-29, 2028-03-30, 2028-04-30, 2028-05-30"
    })
    void theMoneyComesBackExactlyAsThePreviewBeforePaymentSaid(String paid, String one, String two, String three) {
        itIs(paid);
        Family family = aFamily();
        String quote = quote(family, PLAN);
        List<String> promised = plan(family, "/api/v1/quotes/" + quote + "/returns");
        assertThat(promised).containsExactly(one + " 2000", two + " 2000", three + " 2000");
        String purchase =
                purchase(family, quote, aKey()).expect(201).json().path("id").asString();
        payments.pay("P" + purchase);
        assertThat(plan(family, "/api/v1/purchases/" + purchase + "/returns")).isEqualTo(promised);

        List<String> came = new ArrayList<>();
        LocalDate last = LocalDate.parse(three).plusDays(3);
        long before = payments.kept("P" + purchase);
        for (LocalDate day = LocalDate.parse(paid); day.isBefore(last); day = day.plusDays(1)) {
            itIs(day.toString());
            turn();
            payments.arrive("P" + purchase);
            long kept = payments.kept("P" + purchase);
            if (kept != before) {
                came.add(day + " " + (before - kept));
                before = kept;
            }
        }
        assertThat(came).isEqualTo(promised);
        assertThat(payments.kept("P" + purchase)).isZero();
        assertThat(subscriptionState(subscriptionOf(purchase))).isEqualTo("EXPIRED");
        assertThat(booked(purchase)).containsExactly("RETURNED", "RETURNED", "RETURNED");
        assertThat(waitingEvents("PurchaseRefunded", purchase)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        // day of payment plus, comes back on cancellation, kept in the end
        "0,  6000, 0",
        "2,  6000, 0",
        "3,  6000, 0",
        "4,  5734, 266",
        // The first instalment is due on day 31: it came back, and is taken off what is unused.
        "31, 1934, 2066"
    })
    void cancellingForfeitsWhatIsToCome_andTakesOffWhatCameBack(int day, long back, long kept) {
        itIs("2026-11-30");
        Family family = aFamily();
        String purchase = buy(family, PLAN);
        String subscription = subscriptionOf(purchase);
        itIs(LocalDate.parse("2026-11-30").plusDays(day).toString());
        assertThat(refundPreview(family, subscription)).isEqualTo(back);
        cancel(family, subscription, back).expect(200);
        turn();
        payments.arrive("P" + purchase);
        itIs("2027-06-01");
        turn();
        payments.arrive("P" + purchase);
        assertThat(payments.kept("P" + purchase)).isEqualTo(kept);
        assertThat(booked(purchase)).filteredOn("FORFEITED"::equals).hasSize(day < 31 ? 3 : 2);
        assertThat(subscriptionState(subscription)).isEqualTo("REFUNDED");
    }

    @Test
    void thePreviewIsTheSameWhetherOrNotTheJobHasPaidWhatIsDue() {
        itIs("2026-11-30");
        Family family = aFamily();
        String subscription = subscriptionOf(buy(family, PLAN));
        itIs("2027-01-05");
        long before = refundPreview(family, subscription);
        turn();
        assertThat(refundPreview(family, subscription)).isEqualTo(before);
    }

    @Test
    void itIsForAChildThatNeverHadTheProduct() {
        Family family = aFamily();
        buy(family, "GAOKAO_VIP_M1");
        assertThat(purchase(family, quote(family, PLAN), aKey()).expect(409).code())
                .isEqualTo("PROMOTION_NOT_ELIGIBLE");
    }

    @Test
    void whoIsNotEligibleAnyMoreWhenTheMoneyComesGetsItBackWhole() {
        Family family = aFamily();
        String promoted = order(family, PLAN);
        buy(family, "GAOKAO_VIP_M1");
        assertThat(payments.pay("P" + promoted)).isEqualTo(Reception.NOT_WANTED);
        assertThat(stateOf(promoted)).isEqualTo("CLOSED");
        assertThat(payments.kept("P" + promoted)).isZero();
    }

    @Test
    void whatWasPromisedWithThePriceHolds_evenWhenThePolicyChangesMeanwhile() {
        String code = "T" + number();
        policy(code, 1, 3);
        jdbc.update(
                "INSERT INTO plan (code, product_code, title, months, by_alipay, by_carrier, policy_code, on_sale, sort)"
                        + " VALUES (?, 'GAOKAO_VIP', '订3退3', 3, TRUE, FALSE, ?, TRUE, 100)",
                code,
                code);
        jdbc.update(
                "INSERT INTO tariff (id, plan_code, scope, scope_id, version, price_fen, effective_from, author, created_at)"
                        + " VALUES (?, ?, 'LIST', '', 1, 6000, '2026-01-01', 'test', '2026-01-01')",
                number(),
                code);
        Family family = aFamily();
        String quote = quote(family, code);
        List<String> promised = plan(family, "/api/v1/quotes/" + quote + "/returns");
        clock.advanceMinutes(1);
        policy(code, 2, 1);
        String purchase =
                purchase(family, quote, aKey()).expect(201).json().path("id").asString();
        payments.pay("P" + purchase);
        assertThat(promised).hasSize(3);
        assertThat(plan(family, "/api/v1/purchases/" + purchase + "/returns")).isEqualTo(promised);
        Family later = aFamily();
        assertThat(plan(later, "/api/v1/quotes/" + quote(later, code) + "/returns"))
                .hasSize(1);
    }

    private void policy(String code, int version, int returned) {
        jdbc.update(
                "INSERT INTO promotion_policy (code, version, title, paid_months, returned_months, payout, first_only,"
                        + " longest_pause_days, after_cancel, cooling_off_days, effective_from)"
                        + " VALUES (?,?,'订3退3',3,?,'INSTALMENTS',TRUE,30,'DEDUCT',3,?)",
                code,
                version,
                returned,
                Timestamp.from(clock.instant()));
    }

    private void turn() {
        SubscriptionCalendar.turn(context);
        instalments.run();
        instalments.run();
    }

    private List<String> booked(String purchase) {
        return jdbc.queryForList(
                "SELECT state FROM promotion_instalment WHERE purchase_id = ? ORDER BY no", String.class, purchase);
    }

    private List<String> plan(Family family, String path) {
        List<String> plan = new ArrayList<>();
        for (JsonNode each : http.get(path, Tokens.parent(family.parent()))
                .expect(200)
                .json()
                .path("instalments")) {
            plan.add(
                    each.path("dueOn").asString() + " " + each.path("amountFen").asLong());
        }
        return plan;
    }
}
