package io.jiaxiao.starter.partner;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;

/** A request body that knows whether the client ever came for it, and that can be withdrawn before it does. */
final class ObservedBody implements BodyPublisher {

    private enum State {
        LYING_READY,
        FETCHED,
        WITHDRAWN
    }

    private final BodyPublisher bytes;
    private final AtomicReference<State> state = new AtomicReference<>(State.LYING_READY);

    ObservedBody(byte[] bytes) {
        this.bytes = BodyPublishers.ofByteArray(bytes);
    }

    /** True proves that no byte of the body was written and none will be. */
    boolean withdraw() {
        return state.compareAndSet(State.LYING_READY, State.WITHDRAWN);
    }

    @Override
    public long contentLength() {
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> client) {
        state.compareAndSet(State.LYING_READY, State.FETCHED);
        if (state.get() == State.FETCHED) {
            bytes.subscribe(client);
        } else {
            client.onSubscribe(new Nothing());
            client.onError(new IOException("the request was withdrawn"));
        }
    }

    private static final class Nothing implements Subscription {
        @Override
        public void request(long n) {
            // There is nothing to give; the error has been told.
        }

        @Override
        public void cancel() {
            // Nothing runs.
        }
    }
}
