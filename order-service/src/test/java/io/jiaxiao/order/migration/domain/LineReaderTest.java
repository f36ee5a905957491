package io.jiaxiao.order.migration.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.migration.domain.LineReader.Reading;
import io.jiaxiao.order.subscription.domain.OldTerm.Then;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private final Map<String, String> cells = new HashMap<>(Map.of(
            "old_order_no", "OP-1",
            "product_code", "XXT",
            "child_no", "C1",
            "school_code", "S1",
            "class_code", "K1",
            "state", "RUNNING",
            "channel", "ALIPAY",
            "paid_fen", "1000",
            "paid_at", "2027-03-01 00:30:00",
            "from_date", "2027-03-01"));

    LineReaderTest() {
        cells.put("through_date", "2027-03-31");
    }

    @Test
    void aGoodLineIsAnOrder_itsMomentsAreShanghais_andWhatMayBeMissingMay() {
        assertThat(LineReader.read(cells))
                .isEqualTo(new Reading.Good(new OldOrder(
                        "OP-1",
                        "XXT",
                        "C1",
                        null,
                        "S1",
                        "K1",
                        Then.RUNNING,
                        OldChannel.ALIPAY,
                        1000,
                        0,
                        Instant.parse("2027-02-28T16:30:00Z"),
                        LocalDate.of(2027, 3, 1),
                        LocalDate.of(2027, 3, 31),
                        null,
                        null,
                        null)));
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce_andTheNumberIsKept() {
        cells.put("paid_fen", "10.00");
        cells.put("child_no", "");
        cells.put("channel", "alipay");
        assertThat(LineReader.read(cells))
                .isEqualTo(new Reading.Bad(
                        "OP-1",
                        List.of(
                                new LineFault("child_no", "MISSING"),
                                new LineFault("channel", "MALFORMED"),
                                new LineFault("paid_fen", "MALFORMED"))));
    }

    @Test
    void anEmptyLineNamesEveryColumnItHasToHave() {
        Reading reading = LineReader.read(Map.of());
        assertThat(reading).isInstanceOf(Reading.Bad.class);
        Reading.Bad bad = (Reading.Bad) reading;
        assertThat(bad.orderNo()).isNull();
        assertThat(bad.faults().stream().map(LineFault::field)).containsExactlyElementsOf(LineReader.REQUIRED);
        assertThat(bad.faults().stream().map(LineFault::why)).containsOnly("MISSING");
        assertThat(LineFault.parse(LineFault.text(bad.faults()))).isEqualTo(bad.faults());
    }

    @Test
    void the29thOfFebruaryIsADayInLeapYearsOnly() {
        cells.put("through_date", "2028-02-29");
        assertThat(faults()).isEmpty();
        cells.put("through_date", "2027-02-29");
        assertThat(faults()).containsExactly("through_date:MALFORMED");
        cells.put("through_date", "2027-03-31");
        cells.put("paid_at", "2027-02-29 10:00:00");
        assertThat(faults()).containsExactly("paid_at:MALFORMED");
    }

    @Test
    void daysHaveAnOrderAndARange() {
        cells.put("through_date", "2027-02-28");
        assertThat(faults()).containsExactly("through_date:ORDER_OF_DAYS");
        cells.put("through_date", "2047-02-28");
        assertThat(faults()).containsExactly("through_date:OUT_OF_RANGE");
        cells.put("through_date", "2027-03-01");
        assertThat(faults()).isEmpty();
        cells.put("from_date", "1999-12-31");
        assertThat(faults()).containsExactly("from_date:OUT_OF_RANGE");
    }

    @Test
    void aPausedOneSaysWhenItWasPausedAndWhenItGoesOn() {
        cells.put("state", "PAUSED");
        assertThat(faults()).containsExactly("paused_on:MISSING", "resumes_on:MISSING");
        cells.put("paused_on", "2027-03-10");
        cells.put("resumes_on", "2027-03-10");
        assertThat(faults()).containsExactly("resumes_on:ORDER_OF_DAYS");
        cells.put("resumes_on", "2028-03-20");
        assertThat(faults()).containsExactly("resumes_on:OUT_OF_RANGE");
        cells.put("resumes_on", "2027-03-20");
        assertThat(faults()).isEmpty();
        cells.put("paused_on", "2027-02-28");
        assertThat(faults()).containsExactly("paused_on:ORDER_OF_DAYS");
    }

    @Test
    void whatBelongsToAnotherStateIsRefused() {
        cells.put("paused_on", "2027-03-10");
        cells.put("ended_on", "2027-03-10");
        assertThat(faults()).containsExactly("paused_on:NOT_FOR_STATE", "ended_on:NOT_FOR_STATE");
    }

    @Test
    void moneyBackIsNeverMoreThanWasPaid_aRefundedOneHasSome_aCancelledOneNone() {
        cells.put("refunded_fen", "1001");
        assertThat(faults()).containsExactly("refunded_fen:MORE_THAN_PAID");
        cells.put("refunded_fen", "1000");
        assertThat(faults()).isEmpty();
        cells.put("ended_on", "2027-03-10");
        cells.put("state", "CANCELLED");
        assertThat(faults()).containsExactly("refunded_fen:NOT_FOR_STATE");
        cells.put("state", "REFUNDED");
        assertThat(faults()).isEmpty();
        cells.put("refunded_fen", "0");
        assertThat(faults()).containsExactly("refunded_fen:MISSING");
        cells.put("paid_fen", "-5");
        assertThat(faults()).contains("paid_fen:MALFORMED");
    }

    @Test
    void aPhonesNumberIsNobodysOldNumber() {
        cells.put("child_no", "13912345678");
        cells.put("guardian_no", "19912345678");
        assertThat(faults()).containsExactly("child_no:MOBILE_NOT_ALLOWED", "guardian_no:MOBILE_NOT_ALLOWED");
        cells.put("child_no", "23912345678");
        cells.put("guardian_no", "139123456789");
        assertThat(faults()).isEmpty();
    }

    private List<String> faults() {
        return switch (LineReader.read(cells)) {
            case Reading.Good good -> List.of();
            case Reading.Bad bad ->
                bad.faults().stream().map(one -> one.field() + ":" + one.why()).toList();
        };
    }
}
