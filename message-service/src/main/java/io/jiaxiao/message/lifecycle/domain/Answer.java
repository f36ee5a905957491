package io.jiaxiao.message.lifecycle.domain;

import java.time.Instant;

/** What a channel's answer means for the message. */
public sealed interface Answer {

    /** @param batch the channel's number, which its reports will carry */
    record Submitted(String batch) implements Answer {}

    /**
     * Not taken, and trying again can help.
     *
     * @param code  the channel's word for it
     * @param dueAt when to try again
     */
    record NotYet(String code, Instant dueAt) implements Answer {}

    /** Not taken, and never will be. */
    record Never(String code) implements Answer {}

    /** No answer, or none that says anything. */
    record Unknown(String code) implements Answer {}

    default MessageState leadsTo() {
        return switch (this) {
            case Submitted ignored -> MessageState.SUBMITTED;
            case NotYet ignored -> MessageState.RETRY;
            case Never ignored -> MessageState.FAILED;
            case Unknown ignored -> MessageState.UNKNOWN;
        };
    }

    default AttemptOutcome outcome() {
        return switch (this) {
            case Submitted ignored -> AttemptOutcome.OK;
            case NotYet ignored -> AttemptOutcome.REFUSED;
            case Never ignored -> AttemptOutcome.REFUSED;
            case Unknown ignored -> AttemptOutcome.UNKNOWN;
        };
    }

    /** The channel's code; empty when it took the message. */
    default String code() {
        return switch (this) {
            case Submitted ignored -> "";
            case NotYet(String code, Instant ignored) -> code;
            case Never(String code) -> code;
            case Unknown(String code) -> code;
        };
    }
}
