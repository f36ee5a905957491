package io.jiaxiao.starter.partner;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;

/** An answer, read up to a bound whatever comes. */
final class BoundedAnswer implements BodyHandler<byte[]> {

    private final long mostBytes;

    BoundedAnswer(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public BodySubscriber<byte[]> apply(ResponseInfo info) {
        return BodySubscribers.limiting(BodySubscribers.ofByteArray(), mostBytes);
    }
}
