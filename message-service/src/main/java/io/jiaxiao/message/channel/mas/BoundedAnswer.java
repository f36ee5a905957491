package io.jiaxiao.message.channel.mas;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;

/** An answer of a few hundred bytes, read up to a bound whatever comes. */
final class BoundedAnswer implements BodyHandler<byte[]> {

    private static final long MOST_BYTES = 64 * 1024;

    @Override
    public BodySubscriber<byte[]> apply(ResponseInfo info) {
        return BodySubscribers.limiting(BodySubscribers.ofByteArray(), MOST_BYTES);
    }
}
