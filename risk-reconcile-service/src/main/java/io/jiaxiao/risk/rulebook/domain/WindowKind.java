package io.jiaxiao.risk.rulebook.domain;

/** What a window says about the events in it. */
public enum WindowKind {
    /** How many. */
    COUNT,
    /** The sum of one of their facts. */
    SUM,
    /** How many different persons, devices... they came from. */
    DISTINCT
}
