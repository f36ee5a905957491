package io.jiaxiao.order.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.fixture.Partners;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The partner's books of a day, through its address, its ZIP and its GBK. */
class BillIT extends PaymentWorld {

    /** The partner lives by its own clock. */
    private static final LocalDate TODAY = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));

    @Autowired
    private PaymentBills bills;

    @Test
    void whatCameInAndWhatWentBack_standsInTheBillOfTheDay() {
        Bought bought = paid(12_345);
        String refund = refund(bought, "x", 345);
        rounds();
        assertThat(bills.of(TODAY)).isInstanceOfSatisfying(PaymentBills.OfDay.Bill.class, bill -> {
            List<PaymentBills.Line> ours = bill.lines().stream()
                    .filter(line -> line.paymentId().equals(bought.paymentId()))
                    .toList();
            assertThat(ours)
                    .extracting(PaymentBills.Line::amount)
                    .containsExactly(Money.ofFen(12_345), Money.ofFen(-345));
            assertThat(ours).extracting(PaymentBills.Line::refundId).containsExactly("", refund);
            assertThat(ours).allSatisfy(line -> assertThat(line.tradeNo()).hasSizeGreaterThan(20));
        });
    }

    @Test
    void aDayWithoutABill_isToldFromAPartnerThatIsAway() {
        assertThat(bills.of(LocalDate.parse("2020-02-29"))).isInstanceOf(PaymentBills.OfDay.None.class);
        Partners.order("alipay", "2020-02-28", "[{\"kind\":\"BUSY\",\"call\":\"BILL\",\"done\":false}]");
        assertThat(bills.of(LocalDate.parse("2020-02-28"))).isInstanceOf(PaymentBills.OfDay.Unavailable.class);
    }
}
