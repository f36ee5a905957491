package io.jiaxiao.risk.rulebook.domain;

/** What a fact may be. */
public enum FactType {
    INT(Long.class),
    TEXT(String.class),
    BOOL(Boolean.class);

    private final Class<?> type;

    FactType(Class<?> type) {
        this.type = type;
    }

    /** @param value a {@link Long}, {@link String} or {@link Boolean} */
    public boolean fits(Object value) {
        return type.isInstance(value);
    }
}
