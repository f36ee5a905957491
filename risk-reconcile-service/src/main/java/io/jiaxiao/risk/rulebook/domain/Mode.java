package io.jiaxiao.risk.rulebook.domain;

/** Whether a rule decides. */
public enum Mode {
    ON,
    /** Its hits are kept, and decide nothing. */
    OBSERVE,
    OFF
}
