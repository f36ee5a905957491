package io.jiaxiao.starter.inbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param maxTries tries before an event is parked, those not counted that failed because a neighbour was away. In order, with
 *     a second between them, the default outlasts a restart of the database
 */
@ConfigurationProperties("jiaxiao.inbox")
record InboxProperties(@DefaultValue("60") int maxTries) {}
