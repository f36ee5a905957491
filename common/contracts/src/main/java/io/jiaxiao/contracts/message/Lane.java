package io.jiaxiao.contracts.message;

/** Priority of a message; a lower ordinal is served first. A {@link #CODE} is never delivered twice. */
public enum Lane {
    CODE,
    TRANSACTIONAL,
    NOTICE,
    MARKETING
}
