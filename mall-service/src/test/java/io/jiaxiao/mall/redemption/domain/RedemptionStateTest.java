package io.jiaxiao.mall.redemption.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedemptionStateTest {

    @Test
    void everyStateIsReached_andEveryStateHasAnEndAhead() {
        Set<RedemptionState> reached = reachable(RedemptionState.ACCEPTED);
        reached.addAll(reachable(RedemptionState.REVIEW));
        reached.add(RedemptionState.REVIEW);
        reached.add(RedemptionState.ACCEPTED);
        assertThat(reached).containsExactlyInAnyOrder(RedemptionState.values());
        for (RedemptionState state : RedemptionState.values()) {
            assertThat(state == RedemptionState.REFUNDED
                            || reachable(state).contains(RedemptionState.REFUNDED)
                            || reachable(state).contains(RedemptionState.FULFILLED)
                            || !state.holdsPoints())
                    .as("an end ahead of %s", state)
                    .isTrue();
        }
    }

    @Test
    void pointsThatWereSpent_areNeverReleased_andReleasedOnesNeverSpent() {
        assertThat(reachable(RedemptionState.SUPPLIED))
                .doesNotContain(RedemptionState.REFUNDING, RedemptionState.REFUNDED);
        assertThat(reachable(RedemptionState.REFUNDING)).containsExactly(RedemptionState.REFUNDED);
    }

    @Test
    void anUnknownOrder_isNeverCalledAgainBeforeItsChannelDeniesIt() {
        assertThat(RedemptionState.UNKNOWN.canBecome(RedemptionState.ORDERING)).isFalse();
        assertThat(Arrays.stream(RedemptionState.values())
                        .filter(RedemptionState::isAtChannel)
                        .filter(state -> state.canBecome(RedemptionState.REVIEW)))
                .isEmpty();
    }

    @Test
    void onlyARefusedOrder_getsAnotherNumber() {
        var route = new Progress.Route("a", "1", 1);
        for (RedemptionState state :
                List.of(RedemptionState.REFUNDED, RedemptionState.PLACED, RedemptionState.SUPPLIED)) {
            var progress = new Progress(state, Instant.EPOCH, "", route, 1, 1, 0, null, false, null, null, 0, 0, 0);
            assertThatThrownBy(() -> progress.become(RedemptionState.ACCEPTED, "", Instant.EPOCH, null))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static Set<RedemptionState> reachable(RedemptionState from) {
        Set<RedemptionState> seen = EnumSet.noneOf(RedemptionState.class);
        Deque<RedemptionState> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            RedemptionState state = open.poll();
            for (RedemptionState next : RedemptionState.values()) {
                if (state.canBecome(next) && seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return seen;
    }
}
