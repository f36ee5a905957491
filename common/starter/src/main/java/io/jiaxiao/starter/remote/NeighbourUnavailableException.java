package io.jiaxiao.starter.remote;

import org.jspecify.annotations.Nullable;

/** No instance of a neighbour could be reached. What the caller does without it is the caller's to say. */
public final class NeighbourUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NeighbourUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
