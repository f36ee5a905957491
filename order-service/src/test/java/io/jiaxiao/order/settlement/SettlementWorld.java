package io.jiaxiao.order.settlement;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.carrier.BookedCarrierOrders;
import io.jiaxiao.order.carrier.CarrierFiles;
import io.jiaxiao.order.carrier.CarrierOrders;
import io.jiaxiao.order.fixture.OrderFixture;
import io.jiaxiao.order.fixture.RecordingOwner;
import io.jiaxiao.order.payment.BookedMoney;
import io.jiaxiao.order.payment.PaymentBills;
import io.jiaxiao.order.payment.Payments;
import io.jiaxiao.order.settlement.domain.Channel;
import io.jiaxiao.order.settlement.store.LineStore;
import io.jiaxiao.order.settlement.store.SettlementStore;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Days nobody else uses, whose files a test writes, against real books. */
abstract class SettlementWorld extends OrderFixture {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final AtomicInteger DAYS = new AtomicInteger();
    private static final LocalDate FIRST = LocalDate.of(2028, 1, 1);

    @Autowired
    protected Payments payments;

    @Autowired
    private BookedMoney money;

    @Autowired
    private BookedCarrierOrders orders;

    @Autowired
    protected CarrierOrders carrier;

    @Autowired
    private LineStore lines;

    @Autowired
    protected SettlementStore store;

    @Autowired
    private Windows windows;

    @Autowired
    private CloseDay close;

    @Autowired
    private SettlementProperties properties;

    /** Between two of these lie days nobody has anything on. */
    final LocalDate day = FIRST.plusDays(10L * DAYS.incrementAndGet());

    private final Map<LocalDate, PaymentBills.OfDay> bills = new HashMap<>();
    private final Map<LocalDate, CarrierFiles.OfDay> files = new HashMap<>();

    private Instant began = Instant.EPOCH;

    @BeforeEach
    void remember() {
        began = clock.instant();
    }

    @AfterEach
    void backToTheDayItBegan() {
        clock.set(began);
    }

    void bill(LocalDate of, PaymentBills.Line... its) {
        bills.put(of, new PaymentBills.OfDay.Bill(List.of(its)));
    }

    void noBill(LocalDate of) {
        bills.put(of, new PaymentBills.OfDay.None());
    }

    void file(LocalDate of, CarrierFiles.Line... its) {
        files.put(of, new CarrierFiles.OfDay.Complete(List.of(its)));
    }

    static PaymentBills.Line in(String payment, long fen) {
        return new PaymentBills.Line("T" + payment, payment, "", Money.ofFen(fen), Instant.EPOCH);
    }

    static PaymentBills.Line back(String payment, String refund, long fen) {
        return new PaymentBills.Line("T" + payment, payment, refund, Money.ofFen(-fen), Instant.EPOCH);
    }

    /** Everything that is due of both channels, by the scripted files. */
    void round() {
        AlipayBooks alipay = new AlipayBooks(
                asked -> bills.getOrDefault(asked, new PaymentBills.OfDay.Unavailable("NOT_SCRIPTED")),
                money,
                lines,
                windows,
                properties);
        CarrierBooksOfDay bill = new CarrierBooksOfDay(
                asked -> files.getOrDefault(asked, new CarrierFiles.OfDay.Unavailable("NOT_SCRIPTED")),
                orders,
                lines,
                windows,
                properties);
        settling(alipay, bill).run();
    }

    SettleDays settling(ChannelBooks... channels) {
        // Other tests' days that wait for their files must not take the places of this one's.
        return new SettleDays(List.of(channels), store, lines, close, transaction, many(), clock);
    }

    private SettlementProperties many() {
        return new SettlementProperties(
                properties.every(),
                properties.alipayReady(),
                properties.carrierReady(),
                properties.midnight(),
                properties.again(),
                properties.late(),
                properties.repairAgain(),
                properties.repairs(),
                properties.lookAgain(),
                properties.lookingFor(),
                1000,
                properties.mostTold());
    }

    void plan(Channel channel, LocalDate of) {
        store.plan(channel, of, clock.instant());
    }

    static Instant at(LocalDate of, String time) {
        return of.atTime(LocalTime.parse(time)).atZone(SHANGHAI).toInstant();
    }

    /** A payment nobody has paid yet. */
    String open(long fen) {
        String order = RecordingOwner.OWN + number();
        return transaction.execute(status -> payments.open(new Payments.Wanted(
                order,
                Long.toString(number()),
                Money.ofFen(fen),
                "校讯通 一学期",
                clock.instant().plus(Duration.ofMinutes(30)))));
    }

    /** One that was paid then, by the partner's word. */
    String paid(long fen, Instant when) {
        String payment = open(fen);
        jdbc.update(
                "UPDATE payment SET state = 'PAID', partner_state = 'SUCCESS', paid_at = ?, decided_at = ?,"
                        + " open_order_id = NULL, due_at = NULL WHERE id = ?",
                Timestamp.from(when),
                Timestamp.from(when),
                payment);
        return payment;
    }

    /** Money of it that went back then, by ours. */
    String refunded(String payment, long fen, Instant when) {
        String refund = Long.toString(number());
        jdbc.update(
                "INSERT INTO payment_refund (id, payment_id, refund_key, amount_fen, reason, automatic, state, created_at,"
                        + " done_at) VALUES (?,?,?,?,'退订',FALSE,'DONE',?,?)",
                refund,
                payment,
                "k" + refund,
                fen,
                Timestamp.from(when),
                Timestamp.from(when));
        jdbc.update("UPDATE payment SET refund_fen = refund_fen + ? WHERE id = ?", fen, payment);
        return refund;
    }

    /** An order on the carrier's bill in that state. */
    String ordered(String mobile, String product, String state, String confirmReqNo, Instant effective) {
        String order = RecordingOwner.OWN + number();
        String id = transaction.execute(status ->
                carrier.open(new CarrierOrders.Wanted(order, Long.toString(number()), new Mobile(mobile), product)));
        jdbc.update(
                "UPDATE carrier_order SET state = ?, confirm_req_no = ?, effective_at = ?, due_at = NULL WHERE id = ?",
                state,
                confirmReqNo,
                effective == null ? null : Timestamp.from(effective),
                id);
        return id;
    }

    JsonNode settlement(Channel channel, LocalDate of) {
        return http.get("/admin/v1/settlements?channel=" + channel + "&day=" + of, Tokens.operator())
                .expect(200)
                .json()
                .path("items")
                .path(0);
    }

    String state(Channel channel, LocalDate of) {
        return settlement(channel, of).path("state").asString();
    }

    /** As {@code KIND subject}. */
    List<String> differences(Channel channel, LocalDate of, String filter) {
        List<String> found = new ArrayList<>();
        list(channel, of, filter)
                .json()
                .path("items")
                .forEach(each -> found.add(each.path("kind").asString() + " "
                        + each.path("subject").asString()));
        return found;
    }

    Http.Answer list(Channel channel, LocalDate of, String filter) {
        return http.get(
                        "/admin/v1/settlements/" + channel + "/" + of + "/differences?size=1000" + filter,
                        Tokens.operator())
                .expect(200);
    }

    String stateOf(String payment) {
        return payments.state(payment).name();
    }
}
