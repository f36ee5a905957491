package io.jiaxiao.message.lifecycle.domain;

import io.jiaxiao.contracts.message.Lane;

/** How many messages of a lane are in a state. */
public record MessageCount(Lane lane, MessageState state, long messages) {}
