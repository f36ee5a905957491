package io.jiaxiao.message.receipt.domain;

/** Where a report is. */
public enum ReportState {
    /** Nobody knows yet which attempt it belongs to: it may have been quicker than the channel's answer. */
    PENDING,
    /** It belongs to an attempt and has had its effect. */
    MATCHED,
    /** It was looked for long enough: it belongs to nothing we sent, or to one of several that cannot be told apart. */
    STRAY
}
