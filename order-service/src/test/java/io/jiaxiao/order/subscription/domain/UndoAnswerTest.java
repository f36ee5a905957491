package io.jiaxiao.order.subscription.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.subscription.domain.UndoAnswer.Goes;
import io.jiaxiao.order.subscription.domain.UndoAnswer.Renewed;
import io.jiaxiao.order.subscription.domain.UndoAnswer.Stays;
import io.jiaxiao.order.subscription.domain.UndoAnswer.Why;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UndoAnswerTest {

    private static final LocalDate AFTER = LocalDate.of(2027, 1, 31);
    private static final LocalDate THROUGH = LocalDate.of(2027, 2, 28);
    private static final Renewed RENEWED = new Renewed("9", 2, AFTER, THROUGH);

    @Test
    void aTermIsTakenBackUntilTheLastDayBeforeIt_andNotOnItsFirst() {
        assertThat(UndoAnswer.of(RENEWED, running(null), term(2, THROUGH), AFTER))
                .isEqualTo(new Goes(running(null), term(2, THROUGH)));
        assertThat(UndoAnswer.of(RENEWED, running(null), term(2, THROUGH), AFTER.plusDays(1)))
                .isEqualTo(new Stays(Why.IN_USE));
    }

    @Test
    void whileItsOwnerPausesNoDayIsUsed_soItCanGoBackLater() {
        assertThat(UndoAnswer.of(RENEWED, running(AFTER), term(2, THROUGH), AFTER.plusDays(20)))
                .isInstanceOf(Goes.class);
        assertThat(UndoAnswer.of(RENEWED, running(AFTER.plusDays(1)), term(2, THROUGH), AFTER.plusDays(20)))
                .isEqualTo(new Stays(Why.IN_USE));
    }

    @Test
    void whatFollowsItOrHasMovedItKeepsIt() {
        assertThat(UndoAnswer.of(RENEWED, running(null), term(3, THROUGH), AFTER))
                .isEqualTo(new Stays(Why.FOLLOWED));
        assertThat(UndoAnswer.of(RENEWED, running(null), term(2, THROUGH.plusDays(4)), AFTER))
                .isEqualTo(new Stays(Why.MOVED));
    }

    @Test
    void whatHasEndedIsNotTouched() {
        assertThat(UndoAnswer.of(RENEWED, null, null, AFTER)).isEqualTo(new Stays(Why.ENDED));
        assertThat(UndoAnswer.of(RENEWED, running(null), term(2, THROUGH), THROUGH.plusDays(1)))
                .isEqualTo(new Stays(Why.ENDED));
    }

    private static Subscription running(@Nullable LocalDate pausedOn) {
        return new Subscription(
                1,
                "9",
                "AIXUE_MOBILE",
                5,
                "7",
                pausedOn == null ? SubscriptionState.ACTIVE : SubscriptionState.PAUSED,
                Instant.EPOCH,
                THROUGH,
                pausedOn,
                pausedOn == null ? null : pausedOn.plusDays(90),
                Instant.EPOCH,
                3,
                false);
    }

    private static Term term(long purchaseId, LocalDate through) {
        return new Term(purchaseId, "PLAN", Money.ofFen(1500), LocalDate.of(2027, 1, 20), AFTER, through, 0, AFTER, 1);
    }
}
