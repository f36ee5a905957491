package io.jiaxiao.gateway.upstream;

import io.jiaxiao.gateway.route.Route;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.jspecify.annotations.Nullable;

/** What the caller sent along. Short bodies are read first, so that a slow sender never occupies a service. */
public sealed interface RequestBody {

    /** Bodies up to this many bytes are in memory before anything is sent. */
    int SHORT = (int) Route.SHORT_BODY.toBytes();

    /** @return null when there is none */
    @Nullable
    HttpEntity entity();

    /** In bytes; -1 when it is not known before the end. */
    long length();

    /** It can be sent again from its beginning. */
    boolean repeatable();

    /** No body at all. */
    record None() implements RequestBody {
        @Override
        public @Nullable HttpEntity entity() {
            return null;
        }

        @Override
        public long length() {
            return 0;
        }

        @Override
        public boolean repeatable() {
            return true;
        }
    }

    /** A body that is all here. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copying it would cost every request
    record Short(byte[] bytes) implements RequestBody {
        @Override
        public HttpEntity entity() {
            return new ByteArrayEntity(bytes, null);
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public boolean repeatable() {
            return true;
        }
    }

    /** A body still arriving. */
    record Long(InputStream rest, long length) implements RequestBody {
        @Override
        public HttpEntity entity() {
            return new InputStreamEntity(rest, length, (ContentType) null);
        }

        @Override
        public boolean repeatable() {
            return false;
        }
    }

    /**
     * Reads what is short, wraps what is long.
     *
     * @param announced length the caller announced; -1: none announced
     * @param max       longest body taken
     * @throws BodyTooLongException        when it is longer than {@code max}
     * @throws CallerBrokeOffException when it ends before its end
     */
    static RequestBody read(InputStream in, long announced, long max) throws IOException {
        if (announced > max) {
            throw new BodyTooLongException();
        }
        var bounded = new BoundedBody(in, max);
        if (announced > SHORT) {
            return new Long(bounded, announced);
        }
        byte[] start = bounded.readNBytes(SHORT + 1);
        if (announced >= 0 && start.length < announced) {
            throw new CallerBrokeOffException(null);
        }
        if (start.length <= SHORT) {
            return new Short(start);
        }
        return new Long(new SequenceInputStream(new ByteArrayInputStream(start), bounded), -1);
    }
}
