package io.jiaxiao.order.migration.domain;

/** What became of a row. Whatever happens, each row is in one of these, so their counts add up to the file's lines. */
public enum RowState {
    /** The line cannot be read, or its order is in the file before. Stays so. */
    BAD,
    /** Read, not checked yet. */
    NEW,
    /** Mapped; not tried yet. */
    MAPPED,
    /** Something in it is unknown here. Another check, after the mapping was mended, looks again. */
    ERROR,
    /** Another file has brought this order here already. */
    SKIPPED,
    /** What it says does not fit what the child has here. */
    CONFLICT,
    /** A run will bring it here. */
    READY,
    /** It is here. */
    DONE,
    /** Not reached before an operator stopped it. */
    CANCELLED,
    /** It was here and was taken out. */
    UNDONE,
    /** It stays here although everything was to be taken out: something has happened to it since. */
    KEPT
}
