package io.jiaxiao.gateway.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what arrives, and tells a caller's failure from a service's. */
final class BoundedBody extends FilterInputStream {

    private long left;

    BoundedBody(InputStream in, long max) {
        super(in);
        this.left = max;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read;
        try {
            read = in.read(bytes, offset, length);
        } catch (IOException e) {
            throw new CallerBrokeOffException(e);
        }
        left -= Math.max(read, 0);
        if (left < 0) {
            throw new BodyTooLongException();
        }
        return read;
    }
}
