package io.jiaxiao.contracts.message;

import java.time.Instant;

/**
 * @param messageId  message-service's own number, as text because JavaScript cannot hold 64 bits
 * @param acceptedAt when it was stored
 */
public record AcceptedMessage(String messageId, Instant acceptedAt) {}
