package io.jiaxiao.order.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.carrier.BookedCarrierOrders;
import io.jiaxiao.order.carrier.CarrierFiles;
import io.jiaxiao.order.carrier.CarrierOrders;
import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.order.fixture.RecordingCarrierOwner;
import io.jiaxiao.order.fixture.RecordingOwner;
import io.jiaxiao.order.payment.PaymentCalendar;
import io.jiaxiao.order.payment.Payments;
import io.jiaxiao.order.settlement.domain.Channel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a day's comparison puts right by itself, and what it leaves to people. */
class SettlementRepairIT extends SettlementWorld {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PRODUCT = "XXT-MONTH";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private SettleDays real;

    @Autowired
    private BookedCarrierOrders orders;

    @Autowired
    private CarrierFiles files;

    private final String mobile = aMobile();

    private void faults(String payment, String faults) {
        Partners.order("alipay", payment, faults);
    }

    private void pays(String payment) {
        if (payments.present(payment) instanceof Payments.Presented.Ready ready) {
            Partners.control("POST", "/alipay/wallet/pay", "{\"qrCode\":\"" + ready.qrCode() + "\"}");
        } else {
            throw new AssertionError("no code");
        }
    }

    private String refundState(String refund) {
        return jdbc.queryForObject("SELECT state FROM payment_refund WHERE id = ?", String.class, refund);
    }

    @Test
    void moneyAlipayNeverToldUsOf_isAskedFor_taken_andTheDayAgreesAtOnce_withATraceOfIt() {
        String payment = open(1_200);
        faults(payment, "[{\"kind\":\"LOSE_NOTIFY\"}]");
        pays(payment);
        bill(day, in(payment, 1_200));
        plan(Channel.ALIPAY, day);
        round();
        assertThat(stateOf(payment)).isEqualTo("PAID");
        assertThat(state(Channel.ALIPAY, day)).isEqualTo("AGREED");
        assertThat(differences(Channel.ALIPAY, day, "&open=true")).isEmpty();
        assertThat(differences(Channel.ALIPAY, day, "")).containsExactly("STATE_DIFFERS " + payment);
        assertThat(waitingEvents("OrderAlarm", "SETTLE_STATE_DIFFERS:" + payment))
                .isZero();
    }

    @Test
    void aRefundNobodyKnewTheEndOf_isAskedAbout_andTheDayAgreesALittleLater() {
        String payment = open(1_200);
        pays(payment);
        await().atMost(SOON).until(() -> stateOf(payment).equals("PAID"));
        faults(payment, "[{\"kind\":\"BUSY\",\"call\":\"REFUND\",\"done\":true,\"count\":1}]");
        String refund = transaction.execute(status -> payments.refund(payment, aKey(), Money.ofFen(200), "退订"));
        PaymentCalendar.pass(context, clock, Duration.ZERO);
        assertThat(refundState(refund)).isEqualTo("UNKNOWN");
        bill(day, in(payment, 1_200), back(payment, refund, 200));
        plan(Channel.ALIPAY, day);
        round();
        assertThat(state(Channel.ALIPAY, day)).isEqualTo("REPAIRING");
        PaymentCalendar.pass(context, clock, Duration.ZERO);
        assertThat(refundState(refund)).isEqualTo("DONE");
        clock.advance(Duration.ofMinutes(6));
        round();
        assertThat(state(Channel.ALIPAY, day)).isEqualTo("AGREED");
    }

    @Test
    void whatAQuestionDoesNotPutRight_isForPeopleAfterAFewTries() {
        String payment = open(1_200);
        bill(day, in(payment, 1_200));
        plan(Channel.ALIPAY, day);
        for (int i = 0; i < 4; i++) {
            round();
            assertThat(state(Channel.ALIPAY, day)).isEqualTo("REPAIRING");
            clock.advance(Duration.ofMinutes(6));
        }
        assertThat(waitingEvents("OrderAlarm", "SETTLE_STATE_DIFFERS:" + payment))
                .isZero();
        round();
        assertThat(state(Channel.ALIPAY, day)).isEqualTo("DIFFERS");
        assertThat(waitingEvents("OrderAlarm", "SETTLE_STATE_DIFFERS:" + payment))
                .isEqualTo(1);
    }

    private CarrierFiles.Line line(String reqNo, String action, Instant ends) {
        return new CarrierFiles.Line("CO" + number(), reqNo, new Mobile(mobile), PRODUCT, action, true, ends);
    }

    @Test
    void anEndTheCarrierNeverTold_isTaken_andItsOwnerKnows() {
        Instant since = at(day.minusDays(20), "08:00");
        String order = ordered(mobile, PRODUCT, "ACTIVE", Long.toString(number()), since);
        Instant end = at(day.plusDays(8), "00:00");
        file(day, line("", "UNSUBSCRIBE", end));
        plan(Channel.CARRIER, day);
        round();
        assertThat(jdbc.queryForObject("SELECT ends_at FROM carrier_order WHERE id = ?", Timestamp.class, order)
                        .toInstant())
                .isEqualTo(end);
        String owner = jdbc.queryForObject("SELECT order_id FROM carrier_order WHERE id = ?", String.class, order);
        assertThat(carrierOwner.about(owner))
                .extracting(RecordingCarrierOwner.Told::what)
                .containsExactly("ENDED_BY_CARRIER");
        assertThat(state(Channel.CARRIER, day)).isEqualTo("AGREED");
        assertThat(differences(Channel.CARRIER, day, "")).containsExactly("END_MISSED " + order);
    }

    @Test
    void anEndingTheCarrierDoesNotCarryOut_isForPeopleWhenADayOld_andGoneWhenItHas() {
        String order = ordered(mobile, PRODUCT, "ACTIVE", Long.toString(number()), at(day.minusDays(20), "08:00"));
        clock.set(at(day, "09:00"));
        transaction.executeWithoutResult(status -> carrier.end(order));
        LocalDate next = day.plusDays(1);
        String reqNo = jdbc.queryForObject("SELECT end_req_no FROM carrier_order WHERE id = ?", String.class, order);
        file(
                day,
                new CarrierFiles.Line("CO" + number(), reqNo, new Mobile(mobile), PRODUCT, "UNSUBSCRIBE", false, null));
        file(next);
        plan(Channel.CARRIER, day);
        plan(Channel.CARRIER, next);
        clock.set(at(next.plusDays(1), "07:00"));
        round();
        assertThat(state(Channel.CARRIER, day)).isEqualTo("AGREED");
        assertThat(differences(Channel.CARRIER, next, "&open=true")).containsExactly("STATE_DIFFERS " + order + "-end");
        assertThat(waitingEvents("OrderAlarm", "SETTLE_STATE_DIFFERS:" + order + "-end"))
                .isEqualTo(1);
        orders.takeEnd(order, null);
        clock.advance(Duration.ofHours(7));
        round();
        assertThat(state(Channel.CARRIER, next)).isEqualTo("AGREED");
    }

    @Test
    void ordersOnlyOneOfTheTwoHas_areForPeople() {
        String ours = ordered(mobile, PRODUCT, "ACTIVE", Long.toString(number()), at(day, "09:00"));
        CarrierFiles.Line theirs =
                new CarrierFiles.Line("CO" + number(), "", new Mobile(aMobile()), PRODUCT, "SUBSCRIBE", true, null);
        file(day, theirs);
        plan(Channel.CARRIER, day);
        round();
        assertThat(state(Channel.CARRIER, day)).isEqualTo("DIFFERS");
        assertThat(differences(Channel.CARRIER, day, "&open=true"))
                .containsExactlyInAnyOrder("OURS_ONLY " + ours, "THEIRS_ONLY " + theirs.partnerId());
        assertThat(settlement(Channel.CARRIER, day)
                        .path("theirs")
                        .path("inCount")
                        .asInt())
                .isEqualTo(1);
        assertThat(list(Channel.CARRIER, day, "").body())
                .doesNotContain(theirs.mobile().digits());
    }

    @Test
    void confirmedASecondBeforeMidnight_andRunningSinceAfterIt_isOneOrderForBothDays() {
        String reqNo = Long.toString(number());
        ordered(mobile, PRODUCT, "ACTIVE", reqNo, at(day.plusDays(1), "00:00:01"));
        file(day, line(reqNo, "SUBSCRIBE", null));
        file(day.plusDays(1));
        plan(Channel.CARRIER, day);
        plan(Channel.CARRIER, day.plusDays(1));
        round();
        assertThat(state(Channel.CARRIER, day)).isEqualTo("AGREED");
        assertThat(state(Channel.CARRIER, day.plusDays(1))).isEqualTo("AGREED");
    }

    /** Everything real: Alipay's ZIP and the carrier's file of the running day, in which other tests are too. */
    @Test
    void theSimulatedPartnersOwnFiles_areComparedToo() {
        LocalDate today = LocalDate.ofInstant(Clock.system(SHANGHAI).instant(), SHANGHAI);
        String right = open(1_300);
        pays(right);
        String other = open(1_400);
        pays(other);
        await().atMost(SOON)
                .until(() -> stateOf(right).equals("PAID") && stateOf(other).equals("PAID"));
        faults(other, "[{\"kind\":\"BILL_DIFFERS\",\"fen\":1399}]");
        String ended = subscribed();
        Partners.control(
                "POST", "/carrier/control/lines/" + mobile + "/" + PRODUCT, "{\"action\":\"stop\",\"copies\":0}");
        plan(Channel.ALIPAY, today);
        plan(Channel.CARRIER, today);
        jdbc.update("UPDATE settlement SET due_at = '2020-01-01' WHERE day = ?", today);
        real.run();
        assertThat(differences(Channel.ALIPAY, today, ""))
                .contains("AMOUNT_DIFFERS " + other)
                .doesNotContain("OURS_ONLY " + right, "AMOUNT_DIFFERS " + right);
        assertThat(differences(Channel.CARRIER, today, "")).contains("END_MISSED " + ended);
        assertThat(jdbc.queryForObject("SELECT state FROM carrier_order WHERE id = ?", String.class, ended))
                .isEqualTo("ENDED");
        assertThat(orders.open(List.of(orders.holder(new Mobile(mobile), PRODUCT))))
                .isEmpty();
    }

    @Test
    void theSimulatedCarriersFile_leavesOut_changesAndInvents_asOrdered() {
        LocalDate today = LocalDate.ofInstant(Clock.system(SHANGHAI).instant(), SHANGHAI);
        String order = subscribed();
        String reqNo =
                jdbc.queryForObject("SELECT confirm_req_no FROM carrier_order WHERE id = ?", String.class, order);
        assertThat(linesOf(today, reqNo)).singleElement().satisfies(line -> assertThat(line.done())
                .isTrue());
        Partners.order("carrier", mobile, "[{\"kind\":\"FILE_DIFFERS\"}]");
        assertThat(linesOf(today, reqNo)).singleElement().satisfies(line -> assertThat(line.done())
                .isFalse());
        Partners.order("carrier", mobile, "[{\"kind\":\"FILE_LEAVES_OUT\"}]");
        assertThat(linesOf(today, reqNo)).isEmpty();
        String invented = Long.toString(number());
        String date = DateTimeFormatter.BASIC_ISO_DATE.format(today);
        Partners.order(
                "carrier",
                date,
                "[{\"kind\":\"FILE_INVENTS\",\"mobile\":\"" + aMobile() + "\",\"productId\":\"" + PRODUCT
                        + "\",\"reqNo\":\"" + invented + "\"}]");
        assertThat(linesOf(today, invented)).hasSize(1);
        Partners.order("carrier", date, "[]");
    }

    private List<CarrierFiles.Line> linesOf(LocalDate of, String reqNo) {
        if (files.of(of) instanceof CarrierFiles.OfDay.Complete file) {
            return file.lines().stream()
                    .filter(line -> line.reqNo().equals(reqNo))
                    .toList();
        }
        throw new AssertionError("no file");
    }

    private String subscribed() {
        var evidence = new CarrierOrders.Evidence("203.0.113.7", "Mozilla/5.0 (test)", "校讯通 每月10元");
        String order = RecordingOwner.OWN + number();
        String id = transaction.execute(status ->
                carrier.open(new CarrierOrders.Wanted(order, Long.toString(number()), new Mobile(mobile), PRODUCT)));
        assertThat(carrier.askCode(id, evidence)).isInstanceOf(CarrierOrders.CodeAsked.Sent.class);
        String code = Partners.control(
                        "GET",
                        "/phones/" + mobile + "/inbox/latest?waitMillis=5000&containing="
                                + URLEncoder.encode("验证码", StandardCharsets.UTF_8),
                        "")
                .path("text")
                .asString()
                .replaceAll(".*验证码(\\d{6}).*", "$1");
        carrier.confirm(id, code, evidence);
        await().atMost(SOON).until(() -> "ACTIVE"
                .equals(jdbc.queryForObject("SELECT state FROM carrier_order WHERE id = ?", String.class, id)));
        return id;
    }
}
