package io.jiaxiao.message.lifecycle.domain;

import static io.jiaxiao.message.lifecycle.domain.MessageState.ACCEPTED;
import static io.jiaxiao.message.lifecycle.domain.MessageState.DELIVERED;
import static io.jiaxiao.message.lifecycle.domain.MessageState.EXPIRED;
import static io.jiaxiao.message.lifecycle.domain.MessageState.FAILED;
import static io.jiaxiao.message.lifecycle.domain.MessageState.RETRY;
import static io.jiaxiao.message.lifecycle.domain.MessageState.SENDING;
import static io.jiaxiao.message.lifecycle.domain.MessageState.SUBMITTED;
import static io.jiaxiao.message.lifecycle.domain.MessageState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageStateTest {

    private static final Map<MessageState, Set<MessageState>> LEGAL = Map.of(
            ACCEPTED, Set.of(SENDING, EXPIRED),
            RETRY, Set.of(SENDING, EXPIRED),
            SENDING, Set.of(SUBMITTED, RETRY, UNKNOWN, FAILED),
            UNKNOWN, Set.of(SUBMITTED, RETRY, DELIVERED, FAILED),
            SUBMITTED, Set.of(DELIVERED, FAILED),
            FAILED, Set.of(DELIVERED),
            DELIVERED, Set.of(),
            EXPIRED, Set.of());

    @Test
    void everyMoveIsLegalOrNot_asWrittenDown() {
        for (MessageState from : MessageState.values()) {
            for (MessageState to : MessageState.values()) {
                assertThat(from.canBecome(to))
                        .as("%s to %s", from, to)
                        .isEqualTo(LEGAL.get(from).contains(to));
            }
        }
    }

    @Test
    void nothingOfUnknownFateCanBeSentWithoutPassingADefiniteRefusal() {
        assertThat(UNKNOWN.canBecome(SENDING)).isFalse();
        assertThat(MessageState.waiting()).isEqualTo(EnumSet.of(ACCEPTED, RETRY));
    }

    @Test
    void whatAChannelHasCanNeverBeSentAgain() {
        Set<MessageState> reachable = new HashSet<>();
        reach(SUBMITTED, reachable);
        assertThat(reachable).doesNotContain(SENDING, RETRY, ACCEPTED);
    }

    @Test
    void theStatesBeforeOneAreThoseThatCanBecomeIt() {
        assertThat(MessageState.before(EXPIRED)).containsExactlyInAnyOrder(ACCEPTED, RETRY);
        assertThat(MessageState.before(DELIVERED)).containsExactlyInAnyOrder(SUBMITTED, UNKNOWN, FAILED);
    }

    @Test
    void everyAnswerLeadsSomewhereAnOpenAttemptMayGo() {
        for (Answer answer : new Answer[] {
            new Answer.Submitted("b"),
            new Answer.NotYet("c", Instant.EPOCH),
            new Answer.Never("c"),
            new Answer.Unknown("c")
        }) {
            assertThat(SENDING.canBecome(answer.leadsTo())).as("%s", answer).isTrue();
            assertThat(answer.outcome()).isNotEqualTo(AttemptOutcome.OPEN);
        }
    }

    private static void reach(MessageState from, Set<MessageState> reachable) {
        for (MessageState next : MessageState.values()) {
            if (from.canBecome(next) && reachable.add(next)) {
                reach(next, reachable);
            }
        }
    }
}
