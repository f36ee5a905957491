package io.jiaxiao.gateway.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;

/** One request and its answer on one connection. */
final class Exchange {

    /** Answers up to this many bytes free their connection before a slow caller has read them. */
    private static final int SHORT = 16 * 1024;

    private Exchange() {}

    /**
     * Sends, and waits for the beginning of the answer. The lease is given back when the answer is written or dropped,
     * or here when this throws.
     */
    static UpstreamAnswer on(Instance.Lease lease, InstanceAddress address, ClassicHttpRequest request)
            throws IOException {
        boolean passedOn = false;
        try {
            ClassicHttpResponse response = send(lease.connection(), request);
            boolean keep =
                    DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, HttpCoreContext.create());
            List<Header> headers = Arrays.asList(response.getHeaders());
            UpstreamAnswer answer = answer(response, headers, address, whole -> lease.giveBack(whole && keep));
            passedOn = true;
            return answer;
        } catch (HttpException e) {
            throw new IOException("not a valid answer", e);
        } finally {
            if (!passedOn) {
                lease.giveBack(false);
            }
        }
    }

    private static ClassicHttpResponse send(HttpClientConnection connection, ClassicHttpRequest request)
            throws IOException, HttpException {
        connection.sendRequestHeader(request);
        HttpEntity body = request.getEntity();
        if (body != null) {
            request.setEntity(new WholeOrNothing(body, connection));
            connection.sendRequestEntity(request);
        }
        connection.flush();
        ClassicHttpResponse response = connection.receiveResponseHeader();
        while (response.getCode() < 200) {
            if (response.getCode() == 101) {
                throw new ProtocolException("switched protocols unasked");
            }
            response = connection.receiveResponseHeader();
        }
        if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
            connection.receiveResponseEntity(response);
        }
        return response;
    }

    /**
     * A body that fails underway must not look finished: closing the stream would write the last chunk. So the
     * connection ends first.
     */
    private static final class WholeOrNothing extends HttpEntityWrapper {

        private final HttpClientConnection connection;

        WholeOrNothing(HttpEntity body, HttpClientConnection connection) {
            super(body);
            this.connection = connection;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try {
                super.writeTo(out);
            } catch (IOException e) {
                connection.close(CloseMode.IMMEDIATE);
                throw e;
            }
        }
    }

    private static UpstreamAnswer answer(
            ClassicHttpResponse response, List<Header> headers, InstanceAddress address, UpstreamAnswer.Ending ending)
            throws IOException {
        int status = response.getCode();
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            ending.ended(true);
            return new UpstreamAnswer(status, headers, address.toString(), new byte[0], null, 0, whole -> {});
        }
        InputStream body = entity.getContent();
        long announced = entity.getContentLength();
        if (announced <= SHORT) {
            byte[] start = announced >= 0 ? body.readNBytes((int) announced) : beginning(body);
            boolean whole = announced >= 0 || start.length < SHORT;
            if (announced > start.length) {
                throw new IOException("the answer ended early");
            }
            if (whole) {
                ending.ended(true);
                return new UpstreamAnswer(
                        status, headers, address.toString(), start, null, start.length, ignored -> {});
            }
            return new UpstreamAnswer(status, headers, address.toString(), start, body, -1, ending);
        }
        return new UpstreamAnswer(status, headers, address.toString(), new byte[0], body, announced, ending);
    }

    private static byte[] beginning(InputStream body) throws IOException {
        var start = new ByteArrayOutputStream(2 * 1024);
        byte[] buffer = new byte[2 * 1024];
        int read = body.read(buffer);
        while (read >= 0) {
            start.write(buffer, 0, read);
            if (start.size() >= SHORT) {
                return start.toByteArray();
            }
            read = body.read(buffer);
        }
        return start.toByteArray();
    }

    /**
     * A servlet container that is shutting down answers requests on kept connections itself: a bare 503 that closes the
     * connection. No service of ours says 503 without a problem+json body.
     */
    static boolean isGoingDown(UpstreamAnswer answer) {
        if (answer.status() != 503 || !answer.isAllHere()) {
            return false;
        }
        boolean closes = false;
        for (Header header : answer.headers()) {
            if (header.getName().equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    && header.getValue().contains("json")) {
                return false;
            }
            closes |= header.getName().equalsIgnoreCase(HttpHeaders.CONNECTION)
                    && header.getValue().equalsIgnoreCase("close");
        }
        return closes;
    }
}
