package io.jiaxiao.message.dispatch;

import io.jiaxiao.contracts.message.CodeAccepted;
import io.jiaxiao.contracts.message.MessageAccepted;
import io.jiaxiao.starter.inbox.EventSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The two ways on which accepted messages come: codes on one of their own, so that no bulk send is ahead of them. */
@Configuration(proxyBeanMethods = false)
class DispatchEvents {

    @Bean
    EventSubscription<CodeAccepted> dispatchCodes(Dispatcher dispatcher) {
        return EventSubscription.work(
                "message-dispatch-code",
                CodeAccepted.class,
                event -> dispatcher.dispatch(Long.parseLong(event.messageId())));
    }

    @Bean
    EventSubscription<MessageAccepted> dispatchMessages(Dispatcher dispatcher) {
        return EventSubscription.work(
                "message-dispatch-bulk",
                MessageAccepted.class,
                event -> dispatcher.dispatch(Long.parseLong(event.messageId())));
    }
}
