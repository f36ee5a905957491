package io.jiaxiao.order.purchase;

import io.jiaxiao.order.carrier.CarrierOrders;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.payment.Payments;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import io.jiaxiao.order.purchase.domain.Step;
import io.jiaxiao.order.purchase.store.PurchaseRefundStore;
import io.jiaxiao.order.purchase.store.PurchaseStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What a person does with an own purchase until it is paid, and reads of it. */
@Service
public class OwnPurchase {

    private final PurchaseStore purchases;
    private final PurchaseRefundStore refunds;
    private final Payments payments;
    private final CarrierOrders carrier;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OwnPurchase(
            PurchaseStore purchases,
            PurchaseRefundStore refunds,
            Payments payments,
            CarrierOrders carrier,
            TransactionTemplate transaction,
            Clock clock) {
        this.purchases = purchases;
        this.refunds = refunds;
        this.payments = payments;
        this.carrier = carrier;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Everything there is to know of a purchase. */
    public record Story(
            Purchase purchase, List<PurchaseStore.StepLine> steps, List<PurchaseRefundStore.Refund> refunds) {}

    /** A code to scan. @param expires after which it cannot be paid any more */
    public record Code(String qrCode, Instant expires) {}

    /** Newest first. @param before those with a lower number */
    public List<Purchase> list(long personId, long before, int most) {
        return purchases.ofPerson(personId, before, most);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404, the same for another's */
    public Story read(long personId, long id) {
        return new Story(own(personId, id), purchases.steps(id), refunds.of(id));
    }

    /**
     * The code to pay it with, the same each time.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404 not the person's, 409 paid or closed, 503 the partner does not answer
     */
    public Code paymentCode(long personId, long id) {
        Purchase purchase = own(personId, id);
        if (purchase.method() == PayMethod.CARRIER) {
            throw PurchaseRefusals.NOT_BY_QR.asException();
        }
        if (purchase.state() != PurchaseState.AWAITING_PAYMENT) {
            throw (purchase.state() == PurchaseState.CLOSED ? PurchaseRefusals.CLOSED : PurchaseRefusals.PAID_ALREADY)
                    .asException();
        }
        return switch (payments.present(purchase.paymentId())) {
            case Payments.Presented.Ready ready -> new Code(ready.qrCode(), ready.expires());
            case Payments.Presented.Decided decided
            when decided.state() == Payments.State.PAID -> throw PurchaseRefusals.PAID_ALREADY.asException();
            case Payments.Presented.Decided decided -> throw PurchaseRefusals.CLOSED.asException();
            case Payments.Presented.Unavailable away -> throw PurchaseRefusals.PAYMENT_AWAY.asException();
        };
    }

    /**
     * Closes it before it is paid. Whoever is first decides: if the money came first it is refused; money that comes after goes
     * back (O10). On the carrier's bill only until a code was sent in: after that the carrier may bill it, and it is for the
     * carrier to say whether it runs.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404 not the person's, 409 paid already or with the carrier
     */
    public void cancel(long personId, long id) {
        Purchase purchase = own(personId, id);
        if (purchase.state() == PurchaseState.CLOSED) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            if (purchase.method() == PayMethod.CARRIER) {
                withdraw(purchase);
            } else {
                payments.close(purchase.paymentId());
            }
            boolean closed = purchases.move(
                    id,
                    PurchaseState.AWAITING_PAYMENT,
                    PurchaseState.CLOSED,
                    Step.byPerson("CANCELLED", personId),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
            if (!closed && own(personId, id).state() != PurchaseState.CLOSED) {
                throw PurchaseRefusals.PAID_ALREADY.asException();
            }
        });
    }

    private void withdraw(Purchase purchase) {
        if (!carrier.withdraw(purchase.paymentId())) {
            boolean runs = own(purchase.personId(), purchase.id()).state() == PurchaseState.PAID;
            throw (runs ? PurchaseRefusals.PAID_ALREADY : PurchaseRefusals.CARRIER_DECIDING).asException();
        }
    }

    private Purchase own(long personId, long id) {
        return purchases.ofPerson(id, personId).orElseThrow(PurchaseRefusals.UNKNOWN::asException);
    }
}
