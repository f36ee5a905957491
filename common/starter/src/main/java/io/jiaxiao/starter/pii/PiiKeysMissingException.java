package io.jiaxiao.starter.pii;

import java.io.Serial;

/** A keyset is absent, unreadable or another database's: the service must not start, since it would store data nobody can read. */
public final class PiiKeysMissingException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String property;

    PiiKeysMissingException(String property, String what) {
        super(property + " is " + what);
        this.property = property;
    }

    public String property() {
        return property;
    }
}
