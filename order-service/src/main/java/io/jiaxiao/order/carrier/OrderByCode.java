package io.jiaxiao.order.carrier;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.carrier.domain.CarrierOrder;
import io.jiaxiao.order.carrier.domain.CarrierState;
import io.jiaxiao.order.carrier.store.CarrierRecords;
import io.jiaxiao.order.carrier.store.CarrierStore;
import io.jiaxiao.order.carrier.wire.CarrierClient;
import io.jiaxiao.order.carrier.wire.CarrierNotices;
import io.jiaxiao.order.carrier.wire.Said;
import io.jiaxiao.starter.ids.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link CarrierOrders} with the carrier's SMS code: asked for, counted down, sent in, and the order followed to its end. */
@Component
class OrderByCode implements CarrierOrders {

    private static final Duration FIRST_QUESTION = Duration.ofSeconds(3);
    /** Without a code sent in for so long, nobody wants it any more. */
    static final Duration FORGOTTEN = Duration.ofMinutes(30);

    private static final Refusal BUSY = Refusal.unavailable("CARRIER_BUSY", "运营商系统繁忙，请稍后再试");
    private static final Refusal OPEN = Refusal.conflict("CARRIER_ORDER_OPEN", "该号码已订购或正在办理此产品");
    private static final Refusal WRONG = Refusal.unprocessable("CARRIER_CODE_WRONG", "验证码不正确，请重新输入");
    private static final Refusal DEAD = Refusal.unprocessable("CARRIER_CODE_EXPIRED", "验证码已失效，请重新获取");
    private static final Refusal OVER = Refusal.conflict("CARRIER_ORDER_OVER", "该订单已结束，请重新下单");
    private static final Refusal SUBSCRIBED = Refusal.conflict("CARRIER_SUBSCRIBED", "该号码已订购此产品，无需重复订购");

    private final CarrierStore orders;
    private final CarrierRecords records;
    private final CarrierClient carrier;
    private final DecideCarrierOrder decide;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    OrderByCode(
            CarrierStore orders,
            CarrierRecords records,
            CarrierClient carrier,
            DecideCarrierOrder decide,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.records = records;
        this.carrier = carrier;
        this.decide = decide;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Optional<Refusal> mayOrder(Mobile mobile, String productId) {
        return switch (carrier.check(aReqNo(), mobile, productId)) {
            case Said.Done able when able.data().path("eligible").asBoolean(false) -> Optional.empty();
            case Said.Done unused -> Optional.of(SUBSCRIBED);
            case Said.Refused no when no.meaning() == Said.Meaning.FOR_GOOD -> Optional.of(reason(no));
            case Said.Refused no when no.meaning() == Said.Meaning.SUBSCRIBED -> Optional.of(SUBSCRIBED);
            case Said.Refused unused -> Optional.of(BUSY);
            case Said.Unknown unused -> Optional.of(BUSY);
        };
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public String open(Wanted wanted) {
        long id = ids.next();
        Instant now = clock.instant();
        orders.insert(
                id, wanted.orderId(), wanted.personId(), wanted.mobile(), wanted.productId(), now, now.plus(FORGOTTEN));
        return Long.toString(id);
    }

    @Override
    public CodeAsked askCode(String carrierOrderId, Evidence evidence) {
        CarrierOrder order = transaction.execute(status -> {
            records.keep(Long.parseLong(carrierOrderId), "CODE_ASKED", evidence, clock.instant());
            return orders.find(Long.parseLong(carrierOrderId)).orElseThrow();
        });
        if (!order.state().awaitsCode()) {
            return tooLate(order.state());
        }
        Optional<Refusal> no = mayOrder(order.mobile(), order.productId());
        if (no.isEmpty()) {
            return sendCode(order, evidence);
        }
        return no.get().equals(BUSY)
                ? new CodeAsked.Refused(BUSY)
                : refusedForGood(order, no.get(), no.get().code());
    }

    /** What is lost here makes no order: the parent asks again. */
    private CodeAsked sendCode(CarrierOrder order, Evidence evidence) {
        return switch (carrier.sendCode(aReqNo(), order.mobile(), order.productId(), evidence.clientIp())) {
            case Said.Done sent -> codeSent(order, sent);
            case Said.Refused no
            when no.meaning() == Said.Meaning.TOO_OFTEN ->
                new CodeAsked.Refused(Refusal.tooMany(
                        "CARRIER_CODE_TOO_OFTEN", "获取验证码过于频繁，请" + Math.max(1, no.waitSeconds()) + "秒后再试"));
            case Said.Refused no
            when no.meaning() == Said.Meaning.FOR_GOOD -> refusedForGood(order, reason(no), no.code());
            case Said.Refused no
            when no.meaning() == Said.Meaning.SUBSCRIBED -> refusedForGood(order, SUBSCRIBED, no.code());
            case Said.Refused unused -> new CodeAsked.Refused(BUSY);
            case Said.Unknown unused -> new CodeAsked.Refused(BUSY);
        };
    }

    private CodeAsked codeSent(CarrierOrder order, Said.Done sent) {
        CarrierState before = transaction.execute(status -> {
            CarrierOrder now = orders.lock(order.id()).orElseThrow();
            if (now.state().awaitsCode()) {
                orders.codeSent(order.id(), sent.text("txnId"));
                orders.move(now, CarrierState.CODE_SENT, "", clock.instant().plus(FORGOTTEN));
            }
            return now.state();
        });
        if (!before.awaitsCode()) {
            return tooLate(before);
        }
        Instant now = clock.instant();
        return new CodeAsked.Sent(
                order.number(),
                now.plusSeconds(sent.data().path("expireSeconds").asLong(300)),
                now.plusSeconds(sent.data().path("resendSeconds").asLong(60)));
    }

    /** While the carrier thought about it the code of before may have been sent in: then the order is the carrier's to decide. */
    private CodeAsked refusedForGood(CarrierOrder order, Refusal refusal, String code) {
        CarrierState before = decide.noCode(order.id(), code);
        return before.awaitsCode() ? new CodeAsked.Refused(refusal) : tooLate(before);
    }

    private static CodeAsked tooLate(CarrierState state) {
        return new CodeAsked.Refused(state.isOver() ? OVER : OPEN);
    }

    @Override
    public Confirmed confirm(String carrierOrderId, String code, Evidence evidence) {
        long id = Long.parseLong(carrierOrderId);
        String reqNo = aReqNo();
        CarrierOrder order = transaction.execute(status -> {
            CarrierOrder now = orders.lock(id).orElseThrow();
            if (now.state() == CarrierState.CODE_SENT) {
                records.keep(id, "CODE_SUBMITTED", evidence, clock.instant());
                orders.confirming(id, reqNo, clock.instant());
                orders.move(now, CarrierState.CONFIRMING, "", clock.instant().plus(FIRST_QUESTION));
            }
            return now;
        });
        return switch (order.state()) {
            case CODE_SENT -> sendIn(order, reqNo, code);
            case WANTED -> new Confirmed.Refused(DEAD);
            case CONFIRMING -> new Confirmed.Pending();
            case ACCEPTED, ACTIVE, PAUSED, LEAVING -> new Confirmed.Accepted();
            case ENDED, FAILED -> new Confirmed.Refused(OVER);
        };
    }

    private Confirmed sendIn(CarrierOrder order, String reqNo, String code) {
        Said said = carrier.confirm(reqNo, order.txnId(), order.mobile(), order.productId(), code);
        return switch (said) {
            case Said.Done done -> {
                decide.heard(order.id(), CarrierNotices.read(done.data()));
                yield new Confirmed.Accepted();
            }
            case Said.Unknown unused -> new Confirmed.Pending();
            case Said.Refused no ->
                switch (no.meaning()) {
                    case WRONG_CODE -> back(order.id(), CarrierState.CODE_SENT, no.code(), WRONG);
                    case DEAD_CODE -> back(order.id(), CarrierState.WANTED, no.code(), DEAD);
                    case FOR_GOOD -> {
                        decide.failed(order.id(), no.code());
                        yield new Confirmed.Refused(reason(no));
                    }
                    // Somebody's order runs already; ours was not made.
                    case SUBSCRIBED -> {
                        decide.failed(order.id(), no.code());
                        yield new Confirmed.Refused(SUBSCRIBED);
                    }
                    // Never let through: the code is good still.
                    case NOT_NOW -> back(order.id(), CarrierState.CODE_SENT, no.code(), BUSY);
                    case TOO_OFTEN, NOT_SUBSCRIBED, NO_ORDER -> new Confirmed.Pending();
                };
        };
    }

    private Confirmed back(long id, CarrierState to, String code, Refusal refusal) {
        transaction.executeWithoutResult(status -> {
            CarrierOrder now = orders.lock(id).orElseThrow();
            if (now.state() == CarrierState.CONFIRMING) {
                orders.move(now, to, code, clock.instant().plus(FORGOTTEN));
            }
        });
        return new Confirmed.Refused(refusal);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean withdraw(String carrierOrderId) {
        CarrierOrder order = orders.lock(Long.parseLong(carrierOrderId)).orElseThrow();
        return switch (order.state()) {
            case WANTED, CODE_SENT -> orders.move(order, CarrierState.FAILED, "WITHDRAWN", null);
            case FAILED, ENDED -> true;
            case CONFIRMING, ACCEPTED, ACTIVE, PAUSED, LEAVING -> false;
        };
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(String carrierOrderId) {
        CarrierOrder order = orders.lock(Long.parseLong(carrierOrderId)).orElseThrow();
        if (order.state().canBecome(CarrierState.LEAVING)) {
            orders.ending(order.id(), aReqNo(), clock.instant());
            orders.move(order, CarrierState.LEAVING, "", clock.instant());
        }
    }

    private static Refusal reason(Said.Refused no) {
        String words = no.words().isEmpty() ? "运营商未受理此订购" : "运营商未受理：" + no.words();
        return Refusal.unprocessable("CARRIER_REFUSED", words);
    }

    private String aReqNo() {
        return Long.toString(ids.next());
    }
}
