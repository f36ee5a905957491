package io.jiaxiao.starter.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CompanyTest {

    private static final int ENOUGH = 16;
    private static final int APART_MILLIS = 20;

    private long now = -5_000_000_000L;
    private final Company company = new Company(Duration.ofMillis(APART_MILLIS), ENOUGH, () -> now);

    @Test
    void fewerThanAHundredASecond_waitForNobody() {
        company.goes(5);
        for (int i = 0; i < 200; i++) {
            company.comes();
            assertThat(company.nanosToWait(1)).as("after %s", i).isZero();
            company.goes(1);
            passes(12);
        }
    }

    @Test
    void aHundredASecond_goAtMostEveryTwentyMilliseconds() {
        company.goes(5);
        come(8, 3);
        company.goes(5);
        passes(5);
        assertThat(company.nanosToWait(1)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(15));
        passes(15);
        assertThat(company.nanosToWait(1)).isNotPositive();
    }

    @Test
    void asManyAsWentTogetherOfLate_areEnough_untilThatIsLongAgo() {
        company.goes(7);
        passes(990);
        come(8, 1);
        company.goes(1);
        assertThat(company.nanosToWait(6)).isPositive();
        assertThat(company.nanosToWait(7)).isZero();
        passes(1100);
        come(8, 1);
        company.goes(1);
        assertThat(company.nanosToWait(1))
                .as("seven were in the last second but one")
                .isZero();
    }

    @Test
    void whoAreMany_waitForNobody() {
        company.goes(300);
        come(8, 1);
        company.goes(300);
        assertThat(company.nanosToWait(ENOUGH - 1)).isPositive();
        assertThat(company.nanosToWait(ENOUGH)).isZero();
    }

    @Test
    void withoutATimeApart_nobodyWaits() {
        var none = new Company(Duration.ZERO, ENOUGH, () -> now);
        for (int i = 0; i < 10; i++) {
            none.comes();
            none.goes(10);
            assertThat(none.nanosToWait(1)).isNotPositive();
        }
    }

    /** In a closed circle of eight each batch is all eight, and none of them ever waits for a ninth. */
    @Test
    void callersWhoOnlyComeAgainWhenAnswered_areNotHeldUp() {
        company.goes(8);
        for (int round = 0; round < 100; round++) {
            passes(2);
            for (int i = 0; i < 8; i++) {
                company.comes();
            }
            assertThat(company.nanosToWait(8)).isZero();
            company.goes(8);
        }
    }

    private void come(int many, int apartMillis) {
        for (int i = 0; i < many; i++) {
            company.comes();
            passes(apartMillis);
        }
    }

    private void passes(int millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
