package io.jiaxiao.order.settlement.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.payment.BookedMovement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompareMoneyTest {

    private static final Instant NOON = Instant.parse("2031-03-05T04:00:00Z");

    private final List<FileLine> bill = new ArrayList<>();
    private final Map<String, BookedMovement> payments = new HashMap<>();
    private final Map<String, BookedMovement> refunds = new HashMap<>();
    private final List<BookedMovement> missing = new ArrayList<>();

    private void line(String payment, String refund, long fen) {
        FileLine.Action action = fen < 0 ? FileLine.Action.REFUNDED : FileLine.Action.PAID;
        bill.add(new FileLine(bill.size(), payment, refund, "", action, true, fen, NOON, null));
    }

    private static BookedMovement booked(String payment, String refund, long fen, String state) {
        boolean done = state.equals("PAID") || state.equals("DONE");
        return new BookedMovement(payment, refund, Money.ofFen(fen), state, done, NOON);
    }

    private void payment(String number, long fen, String state) {
        payments.put(number, booked(number, "", fen, state));
    }

    private void refund(String payment, String number, long fen, String state) {
        refunds.put(number, booked(payment, number, -fen, state));
    }

    private Compared compare() {
        return CompareMoney.of(bill, payments, refunds, missing);
    }

    private Difference only() {
        assertThat(compare().differences()).hasSize(1);
        return compare().differences().getFirst();
    }

    @Test
    void whatBothHave_agrees_andSumsUpOnBothSides() {
        line("1", "", 1_000);
        line("1", "9", -300);
        payment("1", 1_000, "PAID");
        refund("1", "9", 300, "DONE");
        Compared result = compare();
        assertThat(result.differences()).isEmpty();
        assertThat(result.theirs()).isEqualTo(new Side(1, 1_000, 1, 300)).isEqualTo(result.ours());
        assertThat(result.theirs().netFen()).isEqualTo(700);
    }

    @Test
    void moneyOfANumberThatIsNobodys_isForPeople() {
        line("x", "", 1_000);
        assertThat(only())
                .isEqualTo(
                        new Difference(DifferenceKind.THEIRS_ONLY, "x", 1_000L, 0L, "支付宝有收款，本平台没有这笔付款单", Repair.NONE));
    }

    @Test
    void moneyWeWereNotToldOf_isAskedFor() {
        line("1", "", 1_000);
        payment("1", 1_000, "CLOSED");
        assertThat(only().kind()).isEqualTo(DifferenceKind.STATE_DIFFERS);
        assertThat(only().repair()).isEqualTo(new Repair.AskPayment("1"));
    }

    @Test
    void aRefundThatWentByAnotherWay_andStandsInTheBillTooWentTwice_andIsForPeople() {
        line("1", "9", -300);
        refund("1", "9", 300, "SETTLED");
        assertThat(only())
                .isEqualTo(new Difference(
                        DifferenceKind.STATE_DIFFERS, "9", -300L, 0L, "支付宝已退款，退款单为 SETTLED，已另行退款，可能重复退款", Repair.NONE));
    }

    @Test
    void anotherSum_isAskedForWhileNothingIsBooked_andForPeopleAfterwards() {
        line("1", "", 999);
        payment("1", 1_000, "WAITING");
        assertThat(only().kind()).isEqualTo(DifferenceKind.AMOUNT_DIFFERS);
        assertThat(only().repair()).isEqualTo(new Repair.AskPayment("1"));
        payment("1", 1_000, "PAID");
        assertThat(only().repair()).isEqualTo(Repair.NONE);
        assertThat(only().theirsFen()).isEqualTo(999);
        assertThat(only().oursFen()).isEqualTo(1_000);
    }

    @Test
    void whatTheBillNamesTwice_isAnotherSum() {
        line("1", "", 1_000);
        line("1", "", 1_000);
        payment("1", 1_000, "PAID");
        assertThat(only().kind()).isEqualTo(DifferenceKind.AMOUNT_DIFFERS);
        assertThat(only().theirsFen()).isEqualTo(2_000);
    }

    @Test
    void aRefundOfAnotherSumOrPayment_isForPeople_andOneNobodyKnowsAnEndOf_isAskedAbout() {
        line("1", "9", -300);
        refund("1", "9", 301, "DONE");
        assertThat(only().kind()).isEqualTo(DifferenceKind.REFUND_DIFFERS);
        refund("2", "9", 300, "DONE");
        assertThat(only().kind()).isEqualTo(DifferenceKind.REFUND_DIFFERS);
        refund("1", "9", 300, "UNKNOWN");
        assertThat(only().kind()).isEqualTo(DifferenceKind.STATE_DIFFERS);
        assertThat(only().repair()).isEqualTo(new Repair.AskRefund("9"));
        refund("1", "9", 300, "FAILED");
        assertThat(only().repair()).as("an operator has it tried again").isEqualTo(Repair.NONE);
        refunds.clear();
        assertThat(only().kind()).isEqualTo(DifferenceKind.THEIRS_ONLY);
        assertThat(only().subject()).isEqualTo("9");
    }

    @Test
    void whatWeHaveAndNoBillNames_isForPeople() {
        missing.add(booked("1", "", 1_000, "PAID"));
        missing.add(booked("2", "9", -300, "DONE"));
        assertThat(compare().differences()).extracting(Difference::subject).containsExactly("1", "9");
        assertThat(compare().differences())
                .allSatisfy(each -> assertThat(each.kind()).isEqualTo(DifferenceKind.OURS_ONLY));
        assertThat(compare().ours()).isEqualTo(new Side(1, 1_000, 1, 300));
    }

    @Test
    void whateverDiffers_theTwoSidesAreApartByExactlyThat() {
        for (int seed = 1; seed <= 300; seed++) {
            bill.clear();
            payments.clear();
            refunds.clear();
            missing.clear();
            anyDay(new Random(seed));
            Compared result = compare();
            long apart = result.differences().stream()
                    .mapToLong(each -> each.theirsFen() - each.oursFen())
                    .sum();
            assertThat(result.theirs().netFen() - result.ours().netFen())
                    .as("seed %s", seed)
                    .isEqualTo(apart);
        }
    }

    private void anyDay(Random random) {
        for (int i = 0; i < 12; i++) {
            String number = Integer.toString(i);
            long fen = 100 + random.nextInt(900);
            if (random.nextInt(4) > 0) {
                payment(number, fen, random.nextInt(5) > 0 ? "PAID" : "WAITING");
            }
            if (random.nextInt(4) > 0) {
                line(number, "", random.nextInt(5) > 0 ? fen : fen + 1);
            } else if (payments.containsKey(number) && payments.get(number).done()) {
                missing.add(payments.get(number));
            }
            if (random.nextBoolean()) {
                refund(number, "r" + i, 50, random.nextInt(4) > 0 ? "DONE" : "UNKNOWN");
                line(number, "r" + i, random.nextInt(4) > 0 ? -50 : -49);
            }
        }
    }
}
