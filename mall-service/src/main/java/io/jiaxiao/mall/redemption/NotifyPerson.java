package io.jiaxiao.mall.redemption;

import io.jiaxiao.contracts.mall.RedemptionFulfilled;
import io.jiaxiao.contracts.mall.RedemptionRefunded;
import io.jiaxiao.contracts.message.AcceptMessage;
import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.contracts.message.MessageApi;
import io.jiaxiao.contracts.roster.PeopleApi;
import io.jiaxiao.contracts.roster.PersonContact;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has an SMS sent when an order ended. Driven by the order's own events, keyed by them: however often one comes, there is
 * one message. Without roster- or message-service the event comes again until they are back; nothing of the order waits.
 */
@Component
class NotifyPerson {

    private static final Logger log = LoggerFactory.getLogger(NotifyPerson.class);

    /** The message's own limit for one value, minus room for an ellipsis. */
    private static final int LONGEST_NAME = 40;

    private final RedemptionStore orders;
    private final PeopleApi people;
    private final MessageApi messages;

    NotifyPerson(RedemptionStore orders, PeopleApi people, MessageApi messages) {
        this.orders = orders;
        this.people = people;
        this.messages = messages;
    }

    void fulfilled(RedemptionFulfilled event) {
        tell(event.orderId(), event.personId(), "redeemed-" + event.orderId(), "REDEMPTION_FULFILLED", event.points());
    }

    void refunded(RedemptionRefunded event) {
        String key = "refunded-" + event.orderId() + "-" + event.at().toEpochMilli();
        tell(event.orderId(), event.personId(), key, "REDEMPTION_REFUNDED", event.points());
    }

    private void tell(String orderId, String personId, String key, String template, long points) {
        Optional<String> mobile = mobile(personId);
        if (mobile.isEmpty()) {
            log.info("nobody to tell about order {}", orderId);
            return;
        }
        Redemption order = orders.find(Long.parseLong(orderId)).orElseThrow();
        messages.accept(new AcceptMessage(
                key,
                Lane.TRANSACTIONAL,
                template,
                mobile.get(),
                Map.of("goods", shortName(order.name()), "points", Long.toString(points)),
                null));
    }

    private Optional<String> mobile(String personId) {
        try {
            PersonContact contact = people.person(personId);
            return Optional.ofNullable(contact.mobile());
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof RefusedException refused
                        && refused.refusal().kind() == Refusal.Kind.NOT_FOUND) {
                    return Optional.empty();
                }
            }
            throw e;
        }
    }

    private static String shortName(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }
}
