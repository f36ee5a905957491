package io.jiaxiao.order.carrier;

import io.jiaxiao.contracts.order.OrderAlarm;
import io.jiaxiao.order.carrier.domain.CarrierOrder;
import io.jiaxiao.order.carrier.domain.CarrierState;
import io.jiaxiao.order.carrier.store.CarrierStore;
import io.jiaxiao.order.carrier.wire.CarrierNotices.Told;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.starter.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The one place where an order on the carrier's bill is decided, whoever brought the news: its row is locked, its owner told. */
@Component
class DecideCarrierOrder {

    private static final Duration FIRST_QUESTION = Duration.ofSeconds(3);

    private final CarrierStore orders;
    private final ObjectProvider<CarrierOwner> owner;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final Clock clock;

    DecideCarrierOrder(
            CarrierStore orders, ObjectProvider<CarrierOwner> owner, Outbox outbox, MeterRegistry meters, Clock clock) {
        this.orders = orders;
        this.owner = owner;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    /** What the carrier says of it, in an answer or by itself. Old news and copies do nothing. */
    @Transactional
    void heard(long id, Told told) {
        CarrierOrder order = orders.lock(id).orElseThrow();
        switch (told.action()) {
            case "SUBSCRIBE" -> subscribed(order, told);
            case "UNSUBSCRIBE" -> {
                if (told.isFailed()) {
                    notEnded(order, told.status(), "");
                } else {
                    end(order, told.expires(), order.endReqNo().isEmpty());
                }
            }
            // It has run out, whatever we asked for.
            case "EXPIRE" ->
                end(
                        order,
                        told.expires() == null ? clock.instant() : told.expires(),
                        order.endReqNo().isEmpty());
            default -> {}
        }
    }

    private void subscribed(CarrierOrder order, Told told) {
        if (!told.partnerId().isEmpty() && order.partnerId().isEmpty()) {
            orders.partnerId(order.id(), told.partnerId());
        }
        switch (told.status()) {
            case "ACCEPTED" -> {
                if (order.state() == CarrierState.CONFIRMING) {
                    orders.move(
                            order, CarrierState.ACCEPTED, "", clock.instant().plus(FIRST_QUESTION));
                }
            }
            case "SUCCESS" -> activate(order, told.effective());
            case "FAILED" -> fail(order, "FAILED");
            default -> {}
        }
    }

    private void activate(CarrierOrder order, @Nullable Instant effective) {
        boolean waits = order.state() == CarrierState.CONFIRMING || order.state() == CarrierState.ACCEPTED;
        if (!waits || !orders.move(order, CarrierState.ACTIVE, "", null)) {
            return;
        }
        Instant from = effective == null ? clock.instant() : effective;
        orders.effective(order.id(), from);
        count("ACTIVE");
        owner.getObject().activated(order.orderId(), order.number(), from);
    }

    /** It will not run. */
    @Transactional
    void failed(long id, String code) {
        fail(orders.lock(id).orElseThrow(), code);
    }

    /**
     * The carrier will send no code for it. Nothing when the code of before was sent in since somebody asked: then the carrier has the
     * order, and what it said of another code was said too early or of that very order.
     *
     * @return where it was
     */
    @Transactional
    CarrierState noCode(long id, String code) {
        CarrierOrder order = orders.lock(id).orElseThrow();
        if (order.state().awaitsCode()) {
            fail(order, code);
        }
        return order.state();
    }

    /** Its code was never sent in. Nothing when another one was asked for since somebody looked. */
    @Transactional
    void forgotten(long id) {
        CarrierOrder order = orders.lock(id).orElseThrow();
        if (order.state().awaitsCode() && order.tries() > 0) {
            fail(order, "NOT_CONFIRMED");
        }
    }

    private void fail(CarrierOrder order, String code) {
        if (order.state().canBecome(CarrierState.FAILED) && orders.move(order, CarrierState.FAILED, code, null)) {
            count("FAILED");
            owner.getObject().failed(order.orderId(), order.number(), clock.instant());
        }
    }

    /** @param end null where nobody names it: the end of the month if we asked for the end, now if we did not */
    @Transactional
    void ended(long id, @Nullable Instant end, boolean byCarrier) {
        end(orders.lock(id).orElseThrow(), end, byCarrier);
    }

    private void end(CarrierOrder order, @Nullable Instant end, boolean byCarrier) {
        if (order.state().canBecome(CarrierState.ENDED) && orders.move(order, CarrierState.ENDED, "", null)) {
            Instant now = clock.instant();
            Instant last = end != null ? end : order.endReqNo().isEmpty() ? now : endOfMonth(now);
            orders.ends(order.id(), last, now);
            count("ENDED");
            owner.getObject().ended(order.orderId(), order.number(), last, byCarrier);
        }
    }

    /** The carrier does not end what is to be ended: until somebody ends it there the parent is billed. People are told once. */
    @Transactional
    void notEnded(long id, String code, String words) {
        notEnded(orders.lock(id).orElseThrow(), code, words);
    }

    private void notEnded(CarrierOrder order, String code, String words) {
        String said = code.isEmpty() ? "NO_CODE" : code;
        if (orders.endStuck(order.id(), said)) {
            count("END_STUCK");
            String detail = "运营商未受理退订（" + (said + " " + words).strip() + "），用户仍被计费，请人工向运营商退订";
            outbox.append(new OrderAlarm("CARRIER_END_STUCK", order.orderId(), detail, clock.instant()));
        }
    }

    /** The month is billed, whoever forgot to say so. */
    private static Instant endOfMonth(Instant now) {
        return BusinessDay.startOf(BusinessDay.of(now).with(TemporalAdjusters.firstDayOfNextMonth()));
    }

    /** The number is suspended, or runs again. */
    @Transactional
    void paused(long id, boolean paused) {
        CarrierOrder order = orders.lock(id).orElseThrow();
        CarrierState from = paused ? CarrierState.ACTIVE : CarrierState.PAUSED;
        CarrierState to = paused ? CarrierState.PAUSED : CarrierState.ACTIVE;
        if (order.state() == from && orders.move(order, to, "", null)) {
            owner.getObject().paused(order.orderId(), order.number(), paused, clock.instant());
        }
    }

    private void count(String outcome) {
        meters.counter("jiaxiao.carrier.decided", "outcome", outcome).increment();
    }
}
