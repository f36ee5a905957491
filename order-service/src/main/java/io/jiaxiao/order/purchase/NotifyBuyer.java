package io.jiaxiao.order.purchase;

import io.jiaxiao.contracts.message.AcceptMessage;
import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.contracts.message.MessageApi;
import io.jiaxiao.contracts.order.PurchasePaid;
import io.jiaxiao.contracts.order.PurchaseRefunded;
import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.Catalogue;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has an SMS sent when money came in or went back. Driven by the purchase's own events, keyed by them: however often one comes,
 * there is one message. Without roster- or message-service the event comes again until they are back; nothing of the purchase
 * waits.
 */
@Component
class NotifyBuyer {

    private static final Logger log = LoggerFactory.getLogger(NotifyBuyer.class);

    private final Catalogue catalogue;
    private final BuyerNumber numbers;
    private final MessageApi messages;

    NotifyBuyer(Catalogue catalogue, BuyerNumber numbers, MessageApi messages) {
        this.catalogue = catalogue;
        this.numbers = numbers;
        this.messages = messages;
    }

    void paid(PurchasePaid event) {
        tell(
                event.personId(),
                "activated-" + event.purchaseId(),
                "ORDER_ACTIVATED",
                Map.of(
                        "product",
                        title(event.productCode()),
                        "through",
                        event.paidThrough().toString()));
    }

    void refunded(PurchaseRefunded event) {
        tell(
                event.personId(),
                "refunded-" + event.refundId(),
                "ORDER_REFUNDED",
                Map.of(
                        "product",
                        title(event.productCode()),
                        "amount",
                        Money.ofFen(event.amountFen()).inYuan()));
    }

    private String title(String productCode) {
        return catalogue.product(productCode).orElseThrow().title();
    }

    private void tell(String personId, String key, String template, Map<String, String> params) {
        Optional<String> mobile = numbers.of(personId);
        if (mobile.isEmpty()) {
            log.info("nobody to tell about {}", key);
            return;
        }
        messages.accept(new AcceptMessage(key, Lane.TRANSACTIONAL, template, mobile.get(), params, null));
    }
}
