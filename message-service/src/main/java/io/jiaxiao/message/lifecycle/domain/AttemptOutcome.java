package io.jiaxiao.message.lifecycle.domain;

/** What came of an attempt. */
public enum AttemptOutcome {
    /** The channel is being called, or the caller died. */
    OPEN,
    /** The channel took it. */
    OK,
    /** The channel did not take it, for certain. */
    REFUSED,
    /** Nobody can say. */
    UNKNOWN
}
