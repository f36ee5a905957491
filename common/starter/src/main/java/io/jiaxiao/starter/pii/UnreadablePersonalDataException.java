package io.jiaxiao.starter.pii;

import java.io.Serial;

/** A stored value that does not open: a key is missing from the keyset, or somebody changed or moved the value. */
public final class UnreadablePersonalDataException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnreadablePersonalDataException(String purpose, Throwable cause) {
        super("a stored value for " + purpose + " cannot be opened with the keys at hand", cause);
    }
}
