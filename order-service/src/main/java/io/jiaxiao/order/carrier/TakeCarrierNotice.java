package io.jiaxiao.order.carrier;

import io.jiaxiao.contracts.order.OrderAlarm;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.carrier.domain.CarrierOrder;
import io.jiaxiao.order.carrier.domain.CarrierState;
import io.jiaxiao.order.carrier.store.CarrierRecords;
import io.jiaxiao.order.carrier.store.CarrierStore;
import io.jiaxiao.order.carrier.wire.CarrierNotices.Told;
import io.jiaxiao.order.carrier.wire.CarrierProperties;
import io.jiaxiao.order.carrier.wire.Dsmp;
import io.jiaxiao.order.partner.RefusedCallbacks;
import io.jiaxiao.starter.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what the carrier tells by itself: of our orders, and of what its own counters did to a number. */
@Component
public class TakeCarrierNotice {

    private static final Refusal REFUSED = Refusal.forbidden("CALLBACK_REFUSED", "回调未通过校验");
    private static final String SYNC = "SyncOrderRelationReq";

    private final CarrierStore orders;
    private final CarrierRecords records;
    private final DecideCarrierOrder decide;
    private final CarrierProperties properties;
    private final RefusedCallbacks refused;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Clock clock;

    TakeCarrierNotice(
            CarrierStore orders,
            CarrierRecords records,
            DecideCarrierOrder decide,
            CarrierProperties properties,
            RefusedCallbacks refused,
            Outbox outbox,
            TransactionTemplate transaction,
            MeterRegistry meters,
            Clock clock) {
        this.orders = orders;
        this.records = records;
        this.decide = decide;
        this.properties = properties;
        this.refused = refused;
        this.outbox = outbox;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @param told empty when the carrier did not sign it
     * @throws io.jiaxiao.kernel.RefusedException 403 for whatever is not genuine
     */
    public void take(Optional<Told> told, String source) {
        if (told.isEmpty()) {
            refuse(source);
        }
        Told genuine = told.orElseThrow();
        Optional<CarrierOrder> order = Mobile.tryParse(genuine.mobile())
                .flatMap(mobile -> orders.open(mobile, genuine.productId()))
                .filter(open -> genuine.reqNo().isEmpty()
                        || genuine.reqNo().equals(open.confirmReqNo())
                        || genuine.reqNo().equals(open.endReqNo()));
        order.ifPresent(open -> decide.heard(open.id(), genuine));
        count(order.isPresent() ? "TAKEN" : "OLD_NEWS");
    }

    /** From an address no carrier has, or without its signature: counted each time, told to people now and then. */
    public void refuse(String source) {
        meters.counter("jiaxiao.callback.forged", "partner", "carrier", "what", "FORGED")
                .increment();
        refused.tell(
                "carrier", new OrderAlarm("NOTIFY_FORGED", "carrier", "收到未通过校验的运营商通知，来源 " + source, clock.instant()));
        throw REFUSED.asException();
    }

    /** @return hRet; the same message again gets the same one (partners.md 8.1) */
    public int take(Dsmp.Sync sync) {
        OptionalInt known = records.answered(sync.transactionId());
        if (known.isPresent()) {
            return known.getAsInt();
        }
        try {
            Integer hRet = transaction.execute(status -> {
                int answer = act(sync);
                records.answer(sync.transactionId(), answer, clock.instant());
                return answer;
            });
            count("DSMP");
            return hRet;
        } catch (DuplicateKeyException copyWasQuicker) {
            return records.answered(sync.transactionId()).orElseThrow();
        }
    }

    private int act(Dsmp.Sync sync) {
        if (!sync.type().equals(SYNC)) {
            return Dsmp.BAD_TYPE;
        }
        if (!sync.spId().equals(properties.spId())) {
            return Dsmp.BAD_SPID;
        }
        Optional<CarrierOrder> order =
                Mobile.tryParse(sync.mobile()).flatMap(mobile -> orders.open(mobile, sync.serviceId()));
        return switch (sync.actionId()) {
            case 1 -> opened(order, sync);
            case 2 ->
                order.filter(open -> open.state().canBecome(CarrierState.ENDED))
                        .map(open -> {
                            // Its "stop" is for now, also where we asked for the end of the month.
                            decide.ended(open.id(), clock.instant(), true);
                            return Dsmp.OK;
                        })
                        .orElse(Dsmp.NOT_SUBSCRIBED);
            case 3, 4 ->
                order.map(open -> {
                            decide.paused(open.id(), sync.actionId() == 4);
                            return Dsmp.OK;
                        })
                        .orElse(Dsmp.NOT_SUBSCRIBED);
            default -> Dsmp.BAD_ACTION;
        };
    }

    /** For which child it is, nobody at the counter knows: a person has to find out. */
    private int opened(Optional<CarrierOrder> order, Dsmp.Sync sync) {
        if (order.isPresent()) {
            return Dsmp.ALREADY_SUBSCRIBED;
        }
        outbox.append(new OrderAlarm(
                "CARRIER_ORDER_UNKNOWN",
                sync.transactionId(),
                "用户在运营商侧自行订购了 " + sync.serviceId() + "，尚未对应到孩子",
                clock.instant()));
        return Dsmp.OK;
    }

    private void count(String what) {
        meters.counter("jiaxiao.callback.taken", "partner", "carrier", "what", what)
                .increment();
    }
}
