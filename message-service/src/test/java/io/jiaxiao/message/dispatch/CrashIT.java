package io.jiaxiao.message.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.message.fixture.BreakableDatabase;
import io.jiaxiao.message.fixture.MessageFixture;
import io.jiaxiao.message.lifecycle.Upkeep;
import io.jiaxiao.message.receipt.Receipts;
import io.jiaxiao.testkit.simulation.BreakableDataSource;
import io.jiaxiao.testkit.simulation.JdbcFault;
import io.jiaxiao.testkit.simulation.SimulatedCrash;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A dispatcher that dies, or loses its connection, at every single call to the database. */
@Import(BreakableDatabase.class)
@TestPropertySource(properties = {"db-scheduler.enabled=false", "jiaxiao.dispatch.record-within=400ms"})
class CrashIT extends MessageFixture {

    @Autowired
    private Dispatcher dispatcher;

    @Autowired
    private DispatchSweep sweep;

    @Autowired
    private Upkeep upkeep;

    @Autowired
    private Receipts receipts;

    @Autowired
    private DataSource source;

    @Test
    void aProcessThatDiesBeforeAnyCall_neverSendsTwice_andSendsUnlessNobodyCanKnow() {
        Set<String> ends = endsOf(JdbcFault::crashBefore);
        assertThat(ends).contains("DELIVERED with 1").isSubsetOf("DELIVERED with 1", "UNKNOWN with 0");
    }

    @Test
    void aProcessThatDiesAfterAnyCall_neverSendsTwice_andSendsUnlessNobodyCanKnow() {
        Set<String> ends = endsOf(JdbcFault::crashAfter);
        // The attempt's own commit is the one moment after which nobody can know.
        assertThat(ends).containsExactlyInAnyOrder("DELIVERED with 1", "UNKNOWN with 0");
    }

    @Test
    void aConnectionThatBreaksBeforeAnyCall_costsNoMessage() {
        assertThat(endsOf(JdbcFault::lostBefore)).containsExactly("DELIVERED with 1");
    }

    @Test
    void aConnectionThatBreaksAfterAnyCall_costsNoMessage_evenWhenTheCommitsAnswerIsLost() {
        assertThat(endsOf(JdbcFault::lostAfter)).containsExactly("DELIVERED with 1");
    }

    /** One message per call of a dispatch; each in its end state with the number of texts its phone has. */
    private Set<String> endsOf(IntFunction<JdbcFault> faultAt) {
        Set<String> ends = new HashSet<>();
        for (int call = 1; ; call++) {
            String mobile = aNumber();
            long id = accept(aCode(mobile));
            boolean reached = dispatchBreakingAt(faultAt.apply(call), id);
            if (!reached) {
                assertThat(call).as("calls of a dispatch").isGreaterThan(8);
                return ends;
            }
            settle(id, mobile);
            String end = state(id) + " with " + PARTNER.textsOn(mobile).size();
            assertThat(dispatcher.dispatch(id)).isEqualTo(Dispatcher.Outcome.NOTHING_TO_DO);
            ends.add(end);
        }
    }

    private boolean dispatchBreakingAt(JdbcFault fault, long id) {
        BreakableDataSource database = (BreakableDataSource) source;
        database.breaking().arm(fault);
        try {
            database.run(() -> dispatcher.dispatch(id));
        } catch (SimulatedCrash | RuntimeException expected) {
            assertThat(database.breaking().isArmed())
                    .as("something else failed: %s", expected)
                    .isFalse();
        }
        boolean reached = !database.breaking().isArmed();
        database.breaking().restart();
        return reached;
    }

    /** What other instances do meanwhile: sweeps, giving up attempts nobody answers, looking at reports. */
    private void settle(long id, String mobile) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    sweep.run(List.of(Lane.CODE));
                    if (state(id).equals("SENDING")) {
                        upkeep.giveUp(Duration.ZERO, 100);
                    }
                    receipts.settleFor(new Mobile(mobile));
                    // A text on the phone means that a report is on its way.
                    return state(id).equals("DELIVERED")
                            || state(id).equals("UNKNOWN")
                                    && PARTNER.textsOn(mobile).isEmpty();
                });
    }
}
