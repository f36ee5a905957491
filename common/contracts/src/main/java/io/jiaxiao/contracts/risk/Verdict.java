package io.jiaxiao.contracts.risk;

/** What may happen, from mild to strict. */
public enum Verdict {
    PASS,
    /** Goes on, and a person looks at it before anything that cannot be taken back. */
    REVIEW,
    REJECT
}
