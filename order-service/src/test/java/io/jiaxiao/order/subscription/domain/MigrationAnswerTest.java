package io.jiaxiao.order.subscription.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.subscription.domain.MigrationAnswer.Extends;
import io.jiaxiao.order.subscription.domain.MigrationAnswer.Keeps;
import io.jiaxiao.order.subscription.domain.MigrationAnswer.Opens;
import io.jiaxiao.order.subscription.domain.MigrationAnswer.Stays;
import io.jiaxiao.order.subscription.domain.MigrationAnswer.Why;
import io.jiaxiao.order.subscription.domain.OldTerm.Then;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MigrationAnswerTest {

    private static final LocalDate TODAY = LocalDate.of(2027, 3, 10);

    @Test
    void oneThatRunsOpens_onItsLastDayToo_andIsOverTheDayAfter() {
        assertThat(of(Then.RUNNING, "2027-02-11", "2027-03-10", null)).isInstanceOf(Opens.class);
        assertThat(of(Then.RUNNING, "2027-02-10", "2027-03-09", null)).isInstanceOfSatisfying(Keeps.class, keeps -> {
            assertThat(keeps.state()).isEqualTo(SubscriptionState.EXPIRED);
            assertThat(keeps.last()).isEqualTo("2027-03-09");
        });
        assertThat(of(Then.RUNNING, "2027-03-10", "2027-04-09", null)).isInstanceOf(Opens.class);
        assertThat(of(Then.RUNNING, "2027-03-11", "2027-04-10", null)).isEqualTo(new Stays(Why.STARTS_LATER));
    }

    @Test
    void oneThatFollowsWhatRunsExtendsIt_aGapOfADayIsNotPaidFor() {
        Subscription running = running("2027-03-20", false);
        assertThat(of(Then.RUNNING, "2027-03-21", "2027-04-20", running))
                .isInstanceOfSatisfying(Extends.class, goesOn -> {
                    assertThat(goesOn.overlaps()).isFalse();
                    assertThat(goesOn.term().after()).isEqualTo("2027-03-20");
                    assertThat(goesOn.term().days()).isEqualTo(31);
                });
        assertThat(of(Then.RUNNING, "2027-03-22", "2027-04-21", running)).isEqualTo(new Stays(Why.GAP));
        assertThat(of(Then.RUNNING, "2027-03-21", "2027-04-20", running("2027-03-20", true)))
                .isEqualTo(new Stays(Why.ON_BILL));
    }

    @Test
    void ofDaysPaidTwiceThoseLeftComeBehind() {
        Subscription running = running("2027-03-20", false);
        assertThat(left(of(Then.RUNNING, "2027-03-01", "2027-03-31", running))).isEqualTo(21);
        assertThat(left(of(Then.RUNNING, "2027-03-15", "2027-03-31", running))).isEqualTo(17);
        assertThat(left(of(Then.RUNNING, "2027-03-01", "2027-03-11", running))).isEqualTo(1);
        assertThat(of(Then.RUNNING, "2027-03-01", "2027-03-10", running)).isInstanceOf(Keeps.class);
    }

    @Test
    void whatIsOverIsKept_unlessItsDatesSayThatItIsNot() {
        assertThat(of(Then.EXPIRED, "2027-02-01", "2027-03-09", running("2027-03-20", false)))
                .isInstanceOf(Keeps.class);
        assertThat(of(Then.EXPIRED, "2027-02-01", "2027-03-10", null)).isEqualTo(new Stays(Why.STATE_AGAINST_DATES));
        assertThat(of(Then.CANCELLED, "2027-03-01", "2027-03-31", null)).isInstanceOfSatisfying(Keeps.class, keeps -> {
            assertThat(keeps.state()).isEqualTo(SubscriptionState.CANCELLED);
            assertThat(keeps.last()).isEqualTo(TODAY);
            assertThat(keeps.term().through()).isEqualTo("2027-03-31");
        });
        assertThat(of(Then.REFUNDED, "2027-01-01", "2027-01-31", null))
                .isInstanceOfSatisfying(
                        Keeps.class, keeps -> assertThat(keeps.last()).isEqualTo("2027-01-31"));
    }

    @Test
    void aPausedOneOpensPaused_butNotBesideWhatRuns() {
        assertThat(of(Then.PAUSED, "2027-03-01", "2027-03-31", null))
                .isInstanceOfSatisfying(
                        Opens.class, opens -> assertThat(opens.state()).isEqualTo(SubscriptionState.PAUSED));
        assertThat(of(Then.PAUSED, "2027-03-01", "2027-03-31", running("2027-03-20", false)))
                .isEqualTo(new Stays(Why.PAUSED_BESIDE_OPEN));
    }

    private static long left(MigrationAnswer answer) {
        assertThat(answer).isInstanceOf(Extends.class);
        assertThat(((Extends) answer).overlaps()).isTrue();
        return ((Extends) answer).term().days();
    }

    private static MigrationAnswer of(Then then, String from, String through, @Nullable Subscription running) {
        boolean paused = then == Then.PAUSED;
        boolean ended = then == Then.CANCELLED || then == Then.REFUNDED;
        LocalDate first = LocalDate.parse(from);
        return MigrationAnswer.of(
                new OldTerm(
                        1,
                        "OP1",
                        "AIXUE_MOBILE_M1",
                        Money.ofFen(1000),
                        then,
                        Instant.parse("2027-03-01T02:00:00Z"),
                        first,
                        first,
                        LocalDate.parse(through),
                        paused ? TODAY : null,
                        paused ? TODAY.plusDays(5) : null,
                        ended ? TODAY : null),
                running,
                TODAY);
    }

    private static Subscription running(String through, boolean byCarrier) {
        return new Subscription(
                7,
                "1",
                "AIXUE_MOBILE",
                2,
                "3",
                SubscriptionState.ACTIVE,
                Instant.EPOCH,
                LocalDate.parse(through),
                null,
                null,
                Instant.EPOCH,
                4,
                byCarrier);
    }
}
