package io.jiaxiao.starter.event;

/** The broker did not confirm; the events stay in the outbox. */
public final class EventTransportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EventTransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
