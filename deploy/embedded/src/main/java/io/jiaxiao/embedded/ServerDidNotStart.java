package io.jiaxiao.embedded;

/** A server ended while starting or did not become healthy in its time; the message says which and shows its last words. */
public final class ServerDidNotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServerDidNotStart(String message) {
        super(message);
    }
}
