package io.jiaxiao.gateway.upstream;

import io.jiaxiao.gateway.route.Importance;
import io.jiaxiao.gateway.route.ServiceSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * A request that was let in.
 *
 * @param service     name in the registry
 * @param settings    how the service is called
 * @param readTimeout until it begins to answer, and between two parts of the answer
 * @param importance  who goes first while the service is nearly full
 * @param method      HTTP method
 * @param target      path and query as the caller wrote them
 * @param headers     what the service gets to see, without those of the transport
 * @param body        what the caller sent along
 */
public record UpstreamCall(
        String service,
        ServiceSettings settings,
        Duration readTimeout,
        Importance importance,
        String method,
        String target,
        List<Header> headers,
        RequestBody body) {

    /** These change nothing, so they may be sent twice (RFC 9110, 9.2.1). */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    boolean isSafe() {
        return SAFE.contains(method);
    }

    /** Sent twice it has one effect: it changes nothing, or it carries the key by which services know it again. */
    boolean mayBeSentTwice() {
        return isSafe() || headers.stream().anyMatch(header -> header.getName().equalsIgnoreCase("Idempotency-Key"));
    }

    ClassicHttpRequest requestTo(InstanceAddress address) {
        var request = new BasicClassicHttpRequest(method, "http", null, target);
        request.addHeader(HttpHeaders.HOST, address.toString());
        headers.forEach(request::addHeader);
        HttpEntity entity = body.entity();
        if (entity != null) {
            request.setEntity(entity);
            if (body.length() >= 0) {
                request.addHeader(HttpHeaders.CONTENT_LENGTH, body.length());
            } else {
                request.addHeader(HttpHeaders.TRANSFER_ENCODING, "chunked");
            }
        }
        return request;
    }
}
