package io.jiaxiao.gateway.edge;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/** Which headers a service sees: none that only we may say, none of the transport, and ours. */
final class ForwardedHeaders {

    /** Also read by the starter's {@code Caller}. */
    private static final String CLIENT_IP = "X-Client-Ip";

    private static final Set<String> DROPPED = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "host",
            "content-length",
            "expect",
            "forwarded",
            "x-client-ip",
            "x-real-ip",
            "x-http-method-override",
            "traceparent",
            "tracestate");

    private static final List<String> DROPPED_FAMILIES =
            List.of("x-user-", "x-account-", "x-service-", "x-forwarded-", "x-original-", "x-rewrite-");

    private final Tracer tracer;
    private final Propagator propagator;

    ForwardedHeaders(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    List<Header> of(HttpServletRequest request, Passage passage) {
        Set<String> nominated = nominated(request);
        List<Header> headers = new ArrayList<>();
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            if (!isDropped(name, passage, nominated)) {
                Enumeration<String> values = request.getHeaders(name);
                while (values.hasMoreElements()) {
                    headers.add(new BasicHeader(name, values.nextElement()));
                }
            }
        }
        String client = passage.client().getHostAddress();
        headers.add(new BasicHeader(CLIENT_IP, client));
        headers.add(new BasicHeader("X-Forwarded-For", client));
        headers.add(new BasicHeader("X-Forwarded-Proto", request.getScheme()));
        headers.add(new BasicHeader("X-Forwarded-Host", authority(request)));
        Span span = tracer.currentSpan();
        if (span != null) {
            propagator.inject(
                    span.context(), headers, (carrier, key, value) -> headers.add(new BasicHeader(key, value)));
        }
        return headers;
    }

    private static boolean isDropped(String name, Passage passage, Set<String> nominated) {
        // some servers read X_User_Id as X-User-Id
        String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return DROPPED.contains(plain)
                || nominated.contains(plain)
                || passage.isWithoutToken() && plain.equals("authorization")
                || plain.startsWith("x-") && DROPPED_FAMILIES.stream().anyMatch(plain::startsWith);
    }

    /** What the caller's Connection header names is for us alone; it cannot name what services rely on. */
    private static Set<String> nominated(HttpServletRequest request) {
        Enumeration<String> lines = request.getHeaders("Connection");
        if (!lines.hasMoreElements()) {
            return Set.of();
        }
        Set<String> names = Collections.list(lines).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(HashSet::new));
        names.remove("authorization");
        names.remove("idempotency-key");
        return names;
    }

    private static String authority(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host == null ? request.getServerName() : host;
    }
}
