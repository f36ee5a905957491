package io.jiaxiao.order.renewal.domain;

import static io.jiaxiao.order.renewal.domain.RenewalState.CANCELLED;
import static io.jiaxiao.order.renewal.domain.RenewalState.DONE;
import static io.jiaxiao.order.renewal.domain.RenewalState.LISTING;
import static io.jiaxiao.order.renewal.domain.RenewalState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenewalStateTest {

    @Test
    void onlyTheMovesOfTheTableArePossible() {
        Map<RenewalState, Set<RenewalState>> moves = Map.of(
                LISTING, Set.of(RUNNING, CANCELLED),
                RUNNING, Set.of(DONE, CANCELLED),
                DONE, Set.of(),
                CANCELLED, Set.of());
        for (RenewalState from : RenewalState.values()) {
            for (RenewalState to : RenewalState.values()) {
                assertThat(from.canBecome(to))
                        .as("%s to %s", from, to)
                        .isEqualTo(moves.get(from).contains(to));
            }
            assertThat(from.isOpen()).isEqualTo(!moves.get(from).isEmpty());
        }
    }
}
