package io.jiaxiao.contracts.risk;

/** What may happen, from mild to strict. */
public enum Verdict {
    PASS,
    /**
     * Goes on, and a person looks at it: before anything that cannot be taken back (goods are not sent before), afterwards where
     * everything can be (a purchase goes on and is undone by a refund).
     */
    REVIEW,
    REJECT
}
