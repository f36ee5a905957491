package io.jiaxiao.message.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.message.fixture.MessageFixture;
import io.jiaxiao.message.lifecycle.domain.Answer;
import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.domain.WaitingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Many dispatchers, lost events, and dispatchers that die. */
class DispatchIT extends MessageFixture {

    @Autowired
    private Dispatcher dispatcher;

    @Test
    void twentyDispatchersOfOneMessage_exactlyOneCallsTheChannel() throws Exception {
        for (int round = 0; round < 5; round++) {
            String mobile = aNumber();
            long id = storedWithoutEvent(mobile, null);
            var together = new CyclicBarrier(20);
            List<Callable<Dispatcher.Outcome>> race = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                race.add(() -> {
                    together.await();
                    return dispatcher.dispatch(id);
                });
            }
            int called = 0;
            try (var threads = Executors.newFixedThreadPool(20)) {
                for (Future<Dispatcher.Outcome> outcome : threads.invokeAll(race)) {
                    called += outcome.get() == Dispatcher.Outcome.CALLED ? 1 : 0;
                }
            }
            awaitState(id, "DELIVERED");
            assertThat(PARTNER.textsOn(mobile)).hasSize(1);
            assertThat(attempts(id)).isEqualTo(1);
            // The sweep may have been the one; it cannot have been one more.
            assertThat(called).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aMessageWhoseEventIsLost_isSentByTheSweep() {
        String mobile = aNumber();
        long id = storedWithoutEvent(mobile, null);
        awaitState(id, "DELIVERED");
        assertThat(PARTNER.textsOn(mobile)).hasSize(1);
    }

    @Test
    void anEventThatComesAgain_sendsNothing() {
        String mobile = aNumber();
        long id = accept(aCode(mobile));
        awaitState(id, "DELIVERED");
        assertThat(dispatcher.dispatch(id)).isEqualTo(Dispatcher.Outcome.NOTHING_TO_DO);
        assertThat(PARTNER.textsOn(mobile)).hasSize(1);
    }

    @Test
    void aDispatcherThatDiedBeforeTheCall_leavesAMessageNobodySendsAgain() {
        String mobile = aNumber();
        long id = storedWithoutEvent(mobile, null);
        openAttemptOfADeadDispatcher(id);
        awaitState(id, "UNKNOWN");
        assertThat(dispatcher.dispatch(id)).isEqualTo(Dispatcher.Outcome.NOTHING_TO_DO);
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(5)).until(() -> attempts(id) == 1);
        assertThat(PARTNER.textsOn(mobile)).isEmpty();
        assertThat(jdbc.queryForObject("SELECT code FROM attempt WHERE message_id = ?", String.class, id))
                .isEqualTo("NO_ANSWER_STORED");
    }

    @Test
    void anAnswerThatComesAfterTheAttemptWasGivenUp_isStillBelieved() {
        long id = storedWithoutEvent(aNumber(), null);
        Attempt attempt = openAttemptOfADeadDispatcher(id);
        awaitState(id, "UNKNOWN");
        messages.answered(attempt, new Answer.Submitted("late" + id));
        assertThat(state(id)).isEqualTo("SUBMITTED");
    }

    @Test
    void anExpiredMessageNobodyTried_expires() {
        String mobile = aNumber();
        long id = storedWithoutEvent(mobile, Instant.now().plusMillis(300));
        awaitState(id, "EXPIRED");
        assertThat(PARTNER.textsOn(mobile)).isEmpty();
        assertThat(attempts(id)).isZero();
    }

    @Test
    void aMessageThatCannotBeRead_doesNotStopTheOthers() {
        long broken = storedWithoutEvent(aNumber(), null);
        jdbc.update("UPDATE message SET template_version = 99 WHERE id = ?", broken);
        String mobile = aNumber();
        long id = storedWithoutEvent(mobile, null);
        awaitState(id, "DELIVERED");
        assertThat(state(broken)).isEqualTo("ACCEPTED");
        jdbc.update("DELETE FROM message WHERE id = ?", broken);
    }

    @Test
    void aNewerCodeAgainstADispatcher_theOlderOneIsTakenOrEnded_neverBoth() throws Exception {
        for (int round = 0; round < 20; round++) {
            String mobile = aNumber();
            long older = storedWithoutEvent(mobile, null);
            WaitingMessage message = messages.waiting(older).orElseThrow();
            Attempt attempt = messages.nextAttempt(message, "mas");
            var together = new CyclicBarrier(2);
            try (var threads = Executors.newFixedThreadPool(2)) {
                Future<Boolean> taken = threads.submit(() -> {
                    together.await();
                    return messages.take(message, attempt);
                });
                Future<Long> newer = threads.submit(() -> {
                    together.await();
                    return storedWithoutEvent(mobile, null);
                });
                assertThat(newer.get()).isGreaterThan(older);
                assertThat(state(older)).isEqualTo(taken.get() ? "SENDING" : "EXPIRED");
                assertThat(attempts(older)).isEqualTo(taken.get() ? 1 : 0);
            }
        }
    }

    @Test
    void aCodeRefusedAfterANewerOneCame_isNotTriedAgain() {
        String mobile = aNumber();
        long older = storedWithoutEvent(mobile, null);
        Attempt attempt = take(older);
        long newer = storedWithoutEvent(mobile, null);
        assertThat(state(older)).isEqualTo("SENDING");
        messages.answered(attempt, new Answer.NotYet("SystemBusy", Instant.now()));
        awaitState(older, "EXPIRED");
        awaitState(newer, "DELIVERED");
        assertThat(PARTNER.textsOn(mobile)).hasSize(1);
        assertConcludedOnce(older, "EXPIRED SUPERSEDED");
    }

    /** The attempt is stored, as if a while ago, and nobody calls. */
    private Attempt openAttemptOfADeadDispatcher(long id) {
        Attempt attempt = take(id);
        jdbc.update("UPDATE attempt SET started_at = started_at - INTERVAL 31 SECOND WHERE id = ?", attempt.id());
        return attempt;
    }
}
