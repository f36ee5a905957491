package io.jiaxiao.starter.inbox;

import io.jiaxiao.starter.audit.AuditAutoConfiguration;
import io.jiaxiao.starter.audit.AuditTrail;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Lets operators see what a service could not take in, have it tried again, or give it up. */
@AutoConfiguration(after = {InboxAutoConfiguration.class, AuditAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean({Inbox.class, AuditTrail.class})
public class ParkedEventsAutoConfiguration {

    @Bean
    SettleParkedEvent settleParkedEvent(
            ObjectProvider<EventSubscription<?>> subscriptions,
            ParkedEvents parked,
            Inbox inbox,
            AuditTrail audit,
            TransactionTemplate transaction,
            JsonMapper json) {
        return new SettleParkedEvent(subscriptions.orderedStream().toList(), parked, inbox, audit, transaction, json);
    }

    @Bean
    ParkedEventController parkedEventController(ParkedEvents parked, SettleParkedEvent settle) {
        return new ParkedEventController(parked, settle);
    }
}
