package io.jiaxiao.order.migration.domain;

/** What a run does with a row. */
public enum RowAction {
    /** The child's subscription begins. */
    OPEN,
    /** The child's running subscription goes on for longer. */
    EXTEND,
    /** It is over, and kept as it was; it opens nothing. */
    KEEP
}
