package io.jiaxiao.order.purchase;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.order.carrier.CarrierOrders;
import io.jiaxiao.order.catalogue.domain.Plan;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Begins a purchase on the carrier's bill: whose number, whether it may order, and the order itself. */
@Component
class BillOrders {

    private static final Logger log = LoggerFactory.getLogger(BillOrders.class);

    private final CarrierOrders carrier;
    private final BuyerNumber numbers;
    private final PurchaseProperties properties;

    BillOrders(CarrierOrders carrier, BuyerNumber numbers, PurchaseProperties properties) {
        this.carrier = carrier;
        this.numbers = numbers;
        this.properties = properties;
    }

    /** A number the carrier lets order. @param productId the carrier's */
    record Billed(Mobile mobile, String productId) {}

    /**
     * The buyer's own number: nobody orders on another's bill. Outside of any transaction.
     *
     * @throws io.jiaxiao.kernel.RefusedException 409 no number, plan not offered, or running already; 422 with the carrier's
     *     reason; 503 roster-service or the carrier does not answer
     */
    Billed qualified(long personId, Plan plan) {
        String productId = properties.onBill().get(plan.code());
        if (productId == null) {
            throw PurchaseRefusals.NOT_OFFERED.asException();
        }
        Mobile mobile = number(personId).orElseThrow(PurchaseRefusals.NO_MOBILE::asException);
        carrier.mayOrder(mobile, productId).ifPresent(no -> {
            throw no.asException();
        });
        return new Billed(mobile, productId);
    }

    /** In the transaction that makes the purchase. @return the carrier order's number */
    String open(long purchaseId, long personId, Billed billed) {
        return carrier.open(new CarrierOrders.Wanted(
                Long.toString(purchaseId), Long.toString(personId), billed.mobile(), billed.productId()));
    }

    private Optional<Mobile> number(long personId) {
        try {
            return numbers.of(Long.toString(personId)).flatMap(Mobile::tryParse);
        } catch (RuntimeException e) {
            log.warn("roster-service did not tell the number of person {}: {}", personId, e.toString());
            throw PurchaseRefusals.ROSTER_AWAY.asException();
        }
    }
}
