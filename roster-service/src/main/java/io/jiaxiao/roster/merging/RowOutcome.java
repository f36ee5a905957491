package io.jiaxiao.roster.merging;

/** What became of one row of a file. */
public sealed interface RowOutcome {

    /** The row's number as its user counts: the heading is 1. */
    int row();

    /** Merged. */
    record Taken(int row, Effect effect) implements RowOutcome {}

    /**
     * Left out, the other rows are not touched by it.
     *
     * @param field  heading of the column that is wrong
     * @param reason Chinese, for the one who made the file; never holds personal data
     */
    record Refused(int row, String field, String reason) implements RowOutcome {}

    /** What merging did. */
    enum Effect {
        ADDED,
        CHANGED,
        UNCHANGED
    }
}
