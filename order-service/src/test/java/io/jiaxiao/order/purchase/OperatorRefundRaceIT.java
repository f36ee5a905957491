package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.order.purchase.domain.OperatorRefund;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import io.jiaxiao.testkit.simulation.JdbcFault;
import io.jiaxiao.testkit.simulation.SimulatedCrash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Refunds above the rules by many at once, and by a service that dies at any call to its database. */
class OperatorRefundRaceIT extends ShopFixture {

    private static final String YEAR = "AIXUE_MOBILE_M12";
    private static final String REFUNDS = "/admin/v1/purchase-refunds/";
    private static final Caller LI = new Caller("102", Caller.Kind.USER, Set.of("OPERATOR"), Set.of(), null);

    @Autowired
    private RefundAboveRules refunds;

    @BeforeEach
    void aDay() {
        itIs("2027-03-10");
    }

    @Test
    void manyAtOnceNeverGiveBackMoreThanCameIn() throws Exception {
        String purchase = buy(aFamily(), "AIXUE_MOBILE_M1");
        List<Callable<Integer>> wishes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            wishes.add(() -> request(purchase, 101, 400, "LEAVE").status());
        }
        assertThat(atOnce(wishes))
                .as("of 15.00 four yuan fit three times")
                .containsExactlyInAnyOrder(201, 201, 201, 422, 422, 422, 422, 422);
        assertThat(asked(purchase)).isEqualTo(1200);
        payments.arrive("P" + purchase);
        assertThat(payments.kept("P" + purchase)).isEqualTo(300);
    }

    @Test
    void manyAtOnceDoNotSlipUnderTheLimitOfOneOperator() throws Exception {
        String purchase = buy(aFamily(), YEAR);
        List<Callable<String>> wishes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            wishes.add(() -> request(purchase, 101, 2500, "LEAVE")
                    .expect(201)
                    .json()
                    .path("state")
                    .asString());
        }
        assertThat(atOnce(wishes)).containsExactlyInAnyOrder("APPROVED", "APPROVED", "WAITING", "WAITING");
        assertThat(asked(purchase)).isEqualTo(5000);
    }

    @Test
    void severalApprovedAtOnce_noMoreThanIsLeft_andTheOthersGoOnWaiting() throws Exception {
        String purchase = buy(aFamily(), YEAR);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(waiting(purchase, 6000, "LEAVE"));
        }
        List<Callable<Integer>> approvals = new ArrayList<>();
        ids.forEach(id -> approvals.add(() -> decide(id, "approve", 102).status()));
        assertThat(atOnce(approvals)).containsExactlyInAnyOrder(200, 200, 422, 422);
        assertThat(asked(purchase)).isEqualTo(12_000);
        assertThat(ids.stream().map(id -> view(id).path("state").asString()))
                .containsExactlyInAnyOrder("APPROVED", "APPROVED", "WAITING", "WAITING");
    }

    @Test
    void approvedAndRejectedAtOnce_oneOfThemHolds() throws Exception {
        for (int round = 0; round < 6; round++) {
            String purchase = buy(aFamily(), YEAR);
            String id = waiting(purchase, 15_000, "END");
            List<Integer> answers = atOnce(List.of(
                    () -> decide(id, "approve", 102).status(),
                    () -> decide(id, "reject", 103).status(),
                    () -> decide(id, "approve", 104).status()));
            assertThat(answers).containsExactlyInAnyOrder(200, 409, 409);
            boolean approved = view(id).path("state").asString().equals("APPROVED");
            assertThat(asked(purchase)).isEqualTo(approved ? 15_000 : 0);
            assertThat(subscriptionState(subscriptionOf(purchase))).isEqualTo(approved ? "CANCELLED" : "ACTIVE");
        }
    }

    @Test
    void theParentCancelsAtTheSameMoment_andNoFenIsGivenBackTwice() throws Exception {
        for (int round = 0; round < 6; round++) {
            Family family = aFamily();
            String purchase = buy(family, "AIXUE_MOBILE_M1");
            String subscription = subscriptionOf(purchase);
            List<Integer> answers = atOnce(List.of(
                    () -> request(purchase, 101, 1000, "LEAVE").status(),
                    () -> cancel(family, subscription, null).status()));
            payments.arrive("P" + purchase);
            assertThat(answers.get(1)).isEqualTo(200);
            assertThat(answers.get(0)).isIn(201, 422);
            assertThat(asked(purchase)).isEqualTo(1500);
            assertThat(payments.kept("P" + purchase)).isZero();
            assertThat(subscriptionState(subscription)).isEqualTo("REFUNDED");
        }
    }

    @Test
    void killedAtAnyCallToTheDatabase_theDecisionIsWholeOrNotThere() {
        String purchase = buy(aFamily(), YEAR);
        String subscription = subscriptionOf(purchase);
        long id = Long.parseLong(waiting(purchase, 15_000, "END"));
        int kills = 0;
        for (int call = 1; refunds.find(id).state() == OperatorRefund.State.WAITING; call++) {
            assertThat(call).isLessThan(200);
            database().breaking().arm(call % 2 == 0 ? JdbcFault.crashBefore(call) : JdbcFault.crashAfter(call));
            if (dies(() -> refunds.approve(LI, id, "已核实"))) {
                kills++;
            }
            database().breaking().disarm();
            database().breaking().restart();
            boolean done = refunds.find(id).state() == OperatorRefund.State.APPROVED;
            assertThat(asked(purchase)).isEqualTo(done ? 15_000 : 0);
            assertThat(refunds.find(id).refundId() != null).isEqualTo(done);
            assertThat(subscriptionState(subscription)).isEqualTo(done ? "CANCELLED" : "ACTIVE");
            assertThat(stateOf(purchase)).isEqualTo(done ? "REFUNDING" : "PAID");
            assertThat(count("SELECT COUNT(*) FROM purchase_refund WHERE purchase_id = ?", purchase))
                    .isEqualTo(done ? 1 : 0);
            assertThat(count(
                            "SELECT COUNT(*) FROM audit_log WHERE subject_type = 'OPERATOR_REFUND' AND subject_id = ?",
                            id))
                    .isEqualTo(done ? 2 : 1);
            assertThat(waitingEvents("SubscriptionCancelled", subscription)).isEqualTo(done ? 1 : 0);
        }
        assertThat(kills).isGreaterThan(10);
        payments.arrive("P" + purchase);
        assertThat(payments.kept("P" + purchase)).isZero();
    }

    @Test
    void killedWhileAskingForIt_theSameKeyAgainIsOneRefund() {
        String purchase = buy(aFamily(), "AIXUE_MOBILE_M1");
        String key = aKey();
        var wanted = new RefundAboveRules.Wanted(
                Long.parseLong(purchase), Money.ofFen(700), OperatorRefund.Effect.LEAVE, "投诉补偿");
        int kills = 0;
        boolean died = true;
        for (int call = 1; died; call++) {
            assertThat(call).isLessThan(200);
            database().breaking().arm(call % 2 == 0 ? JdbcFault.crashBefore(call) : JdbcFault.crashAfter(call));
            died = dies(() -> refunds.request(LI, key, wanted));
            kills += died ? 1 : 0;
            database().breaking().disarm();
            database().breaking().restart();
            assertThat(asked(purchase)).isIn(0L, 700L);
        }
        assertThat(kills).isGreaterThan(5);
        assertThat(refunds.request(LI, key, wanted).state()).isEqualTo(OperatorRefund.State.APPROVED);
        assertThat(asked(purchase)).isEqualTo(700);
        assertThat(count("SELECT COUNT(*) FROM operator_refund WHERE purchase_id = ?", purchase))
                .isEqualTo(1);
    }

    private boolean dies(Runnable work) {
        boolean[] died = {false};
        database().run(() -> {
            try {
                work.run();
            } catch (SimulatedCrash | RuntimeException e) {
                died[0] = true;
            }
        });
        return died[0];
    }

    private static <T> List<T> atOnce(List<Callable<T>> acts) throws Exception {
        var together = new CyclicBarrier(acts.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(acts.size())) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> act : acts) {
                running.add(threads.submit(() -> {
                    together.await();
                    return act.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        }
    }

    private Http.Answer request(String purchase, long operator, long fen, String effect) {
        return http.post(
                "/admin/v1/purchases/" + purchase + "/refunds",
                Tokens.operator(operator),
                aKey(),
                Map.of("amountFen", fen, "subscription", effect, "reason", "投诉补偿"));
    }

    private String waiting(String purchase, long fen, String effect) {
        JsonNode made = request(purchase, 101, fen, effect).expect(201).json();
        assertThat(made.path("state").asString()).isEqualTo("WAITING");
        return made.path("id").asString();
    }

    private Http.Answer decide(String id, String how, long operator) {
        return http.post(REFUNDS + id + "/" + how, Tokens.operator(operator), Map.of("reason", "已核实"));
    }

    private JsonNode view(String id) {
        return http.get(REFUNDS + id, Tokens.operator()).expect(200).json();
    }

    private long asked(String purchase) {
        return count("SELECT asked_fen FROM purchase WHERE id = ?", purchase);
    }

    private long count(String sql, Object argument) {
        return jdbc.queryForObject(sql, Long.class, argument);
    }
}
