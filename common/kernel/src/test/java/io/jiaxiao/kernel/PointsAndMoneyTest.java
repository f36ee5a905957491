package io.jiaxiao.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointsAndMoneyTest {

    @Test
    void points_neverGoBelowZeroAndNeverWrapAround() {
        assertThatThrownBy(() -> Points.of(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Points.of(3).minus(Points.of(4))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Points.of(Long.MAX_VALUE).plus(Points.of(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Points.of(Long.MAX_VALUE).times(2)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void points_whatIsAddedCanBeTakenAgain() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            Points a = Points.of(random.nextLong(Long.MAX_VALUE / 2));
            Points b = Points.of(random.nextLong(Long.MAX_VALUE / 2));
            assertThat(a.plus(b).minus(b)).isEqualTo(a);
            assertThat(a.plus(b).covers(a)).isTrue();
            assertThat(a.covers(b)).isEqualTo(a.compareTo(b) >= 0);
        }
        assertThat(Points.ZERO.isZero()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "12.3, 1230", "0.01, 1", "-5, -500", "92233720368547758.07, 9223372036854775807", "1.230, 123"})
    void yuan_becomeFenExactly(String yuan, long fen) {
        assertThat(Money.ofYuan(yuan)).isEqualTo(Money.ofFen(fen));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.001", "92233720368547758.08", "", "abc", "1e999999999", "1,000", "NaN"})
    void whatIsNoAmount_isNeverRoundedIntoOne(String yuan) {
        assertThatThrownBy(() -> Money.ofYuan(yuan)).isInstanceOf(ArithmeticException.class.getSuperclass());
    }

    @Test
    void money_survivesBeingWrittenInYuan() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 10_000; i++) {
            Money money = Money.ofFen(random.nextLong());
            assertThat(Money.ofYuan(money.inYuan())).isEqualTo(money);
        }
        assertThat(Money.ofFen(1230)).hasToString("12.30元");
        assertThat(Money.ofFen(-5).inYuan()).isEqualTo("-0.05");
    }

    @Test
    void money_neverWrapsAround() {
        Money most = Money.ofFen(Long.MAX_VALUE);
        Money least = Money.ofFen(Long.MIN_VALUE);
        assertThatThrownBy(() -> most.plus(Money.ofFen(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> least.minus(Money.ofFen(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(least::negated).isInstanceOf(ArithmeticException.class);
        assertThat(Money.ofFen(5).negated().isNegative()).isTrue();
    }
}
