package io.jiaxiao.gateway.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a service answered. A short body is here already; of a long one the beginning is, and the rest is passed on while
 * it comes. Must be {@link #writeBody written} or {@link #drop dropped}.
 */
public final class UpstreamAnswer {

    private final int status;
    private final List<Header> headers;
    private final String instance;
    private final byte[] start;
    private final @Nullable InputStream rest;
    private final long length;
    private final Ending ending;
    private Runnable afterwards = () -> {};

    UpstreamAnswer(
            int status,
            List<Header> headers,
            String instance,
            byte[] start,
            @Nullable InputStream rest,
            long length,
            Ending ending) {
        this.status = status;
        this.headers = headers;
        this.instance = instance;
        this.start = start;
        this.rest = rest;
        this.length = length;
        this.ending = ending;
    }

    public int status() {
        return status;
    }

    /** As the service sent them, those of the transport included. */
    public List<Header> headers() {
        return headers;
    }

    /** Host and port it came from. */
    public String instance() {
        return instance;
    }

    /** Bytes of the whole body; -1 when the service has not said. */
    public long length() {
        return length;
    }

    /**
     * The service works and says itself that it cannot do this now: a 503 with a problem. What it does without a partner or
     * a neighbour is one feature's, not the whole service's.
     */
    boolean isRefusal() {
        return status == 503
                && headers.stream()
                        .anyMatch(header -> header.getName().equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                                && header.getValue().startsWith("application/problem+json"));
    }

    /** Nothing more is coming. */
    boolean isAllHere() {
        return rest == null;
    }

    /**
     * Passes the body on.
     *
     * @throws IOException when the service broke off or the caller left; what was written is not the whole body then
     */
    public void writeBody(OutputStream out) throws IOException {
        boolean whole = false;
        try {
            out.write(start);
            if (rest != null) {
                byte[] buffer = new byte[8 * 1024];
                for (int read = rest.read(buffer); read >= 0; read = rest.read(buffer)) {
                    out.write(buffer, 0, read);
                }
            }
            whole = true;
        } finally {
            end(whole);
        }
    }

    /** Nobody wants the body. */
    public void drop() {
        end(rest == null);
    }

    private void end(boolean whole) {
        ending.ended(whole);
        afterwards.run();
        afterwards = () -> {};
    }

    /** Runs something when the service has nothing more to do: now, when all of the body is here. */
    void afterwards(Runnable action) {
        if (rest == null) {
            action.run();
        } else {
            afterwards = action;
        }
    }

    byte[] body() {
        return Arrays.copyOf(start, start.length);
    }

    /** Called once, when the connection is not needed any more. */
    interface Ending {

        /** @param whole the body was read to its end */
        void ended(boolean whole);
    }
}
