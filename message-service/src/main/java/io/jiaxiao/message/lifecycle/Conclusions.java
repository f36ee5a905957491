package io.jiaxiao.message.lifecycle;

import io.jiaxiao.contracts.message.MessageConcluded;
import io.jiaxiao.message.lifecycle.domain.MessageState;
import io.jiaxiao.message.lifecycle.store.MessageStore;
import io.jiaxiao.starter.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells the sender, in the transaction that moved the message, how it ended. */
@Component
class Conclusions {

    private final MessageStore messages;
    private final Outbox outbox;

    private final MeterRegistry meters;

    Conclusions(MessageStore messages, Outbox outbox, MeterRegistry meters) {
        this.messages = messages;
        this.outbox = outbox;
        this.meters = meters;
    }

    void tell(long messageId, MessageState end, String code) {
        outbox.append(
                new MessageConcluded(Long.toString(messageId), messages.callerKey(messageId), outcome(end), code));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                meters.counter("jiaxiao.messages.concluded", "outcome", end.name())
                        .increment();
            }
        });
    }

    private static MessageConcluded.Outcome outcome(MessageState end) {
        return switch (end) {
            case DELIVERED -> MessageConcluded.Outcome.DELIVERED;
            case FAILED -> MessageConcluded.Outcome.FAILED;
            case EXPIRED -> MessageConcluded.Outcome.EXPIRED;
            default -> throw new IllegalArgumentException(end + " is no conclusion");
        };
    }
}
