package io.jiaxiao.mall.supply.wire;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;

/** An answer read up to a bound whatever comes. */
record BoundedAnswer(long mostBytes) implements BodyHandler<byte[]> {

    @Override
    public BodySubscriber<byte[]> apply(ResponseInfo info) {
        return BodySubscribers.limiting(BodySubscribers.ofByteArray(), mostBytes);
    }
}
