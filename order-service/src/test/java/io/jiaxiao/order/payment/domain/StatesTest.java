package io.jiaxiao.order.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatesTest {

    @Test
    void aPaymentThatIsPaid_staysPaid_andAClosedOneCanOnlyTurnOutPaid() {
        assertThat(moves(PaymentState.WAITING)).containsExactly(PaymentState.PAID, PaymentState.CLOSED);
        assertThat(moves(PaymentState.CLOSED)).containsExactly(PaymentState.PAID);
        assertThat(moves(PaymentState.PAID)).isEmpty();
    }

    @Test
    void aRefundNobodyKnowsOf_isNeverCalledFailed() {
        assertThat(RefundState.UNKNOWN.canBecome(RefundState.FAILED)).isFalse();
        assertThat(RefundState.WANTED.canBecome(RefundState.DONE)).isFalse();
        for (RefundState next : RefundState.values()) {
            assertThat(RefundState.DONE.canBecome(next)).isFalse();
            // Only by a person, who has removed the reason or had the money sent by another way.
            assertThat(RefundState.FAILED.canBecome(next))
                    .isEqualTo(List.of("WANTED", "SETTLED").contains(next.name()));
        }
    }

    @Test
    void patienceGrows_andHasABound() {
        assertThat(Patience.forPayment(0)).isEqualTo(Duration.ofSeconds(4));
        assertThat(Patience.forPayment(1_000)).isEqualTo(Duration.ofMinutes(1));
        IntStream.range(1, 200).forEach(n -> assertThat(Patience.forRefund(n))
                .isGreaterThanOrEqualTo(Patience.forRefund(n - 1))
                .isLessThanOrEqualTo(Duration.ofMinutes(10)));
    }

    private static PaymentState[] moves(PaymentState from) {
        return Arrays.stream(PaymentState.values()).filter(from::canBecome).toArray(PaymentState[]::new);
    }
}
