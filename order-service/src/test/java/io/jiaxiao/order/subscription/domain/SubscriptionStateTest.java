package io.jiaxiao.order.subscription.domain;

import static io.jiaxiao.order.subscription.domain.SubscriptionState.ACTIVE;
import static io.jiaxiao.order.subscription.domain.SubscriptionState.CANCELLED;
import static io.jiaxiao.order.subscription.domain.SubscriptionState.ENDING;
import static io.jiaxiao.order.subscription.domain.SubscriptionState.EXPIRED;
import static io.jiaxiao.order.subscription.domain.SubscriptionState.PAUSED;
import static io.jiaxiao.order.subscription.domain.SubscriptionState.REFUNDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SubscriptionStateTest {

    @Test
    void thereAreTheseMovesAndNoOthers() {
        assertThat(moves(ACTIVE)).containsExactlyInAnyOrder(PAUSED, ENDING, CANCELLED, EXPIRED);
        assertThat(moves(PAUSED)).containsExactlyInAnyOrder(ACTIVE, CANCELLED);
        assertThat(moves(ENDING)).containsExactlyInAnyOrder(ACTIVE, CANCELLED);
        assertThat(moves(CANCELLED)).containsExactly(REFUNDED);
        assertThat(moves(REFUNDED)).isEmpty();
        assertThat(moves(EXPIRED)).isEmpty();
    }

    private static SubscriptionState[] moves(SubscriptionState from) {
        return Arrays.stream(SubscriptionState.values()).filter(from::canBecome).toArray(SubscriptionState[]::new);
    }
}
