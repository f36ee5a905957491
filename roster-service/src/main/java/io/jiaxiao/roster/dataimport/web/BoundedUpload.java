package io.jiaxiao.roster.dataimport.web;

import io.jiaxiao.kernel.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops reading an upload that did not announce how long it is. */
final class BoundedUpload extends FilterInputStream {

    private final Refusal tooLarge;
    private long left;

    BoundedUpload(InputStream in, long most, Refusal tooLarge) {
        super(in);
        this.left = most;
        this.tooLarge = tooLarge;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw tooLarge.asException();
        }
    }
}
