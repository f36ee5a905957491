package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.upstream.UpstreamAnswer;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/** A service's answer, passed on as it is, without what belongs to the transport or to the gateway. */
final class PassedOn implements ServerResponse {

    private static final Set<String> DROPPED = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "date",
            "server",
            "x-powered-by",
            // these the gateway says itself
            "x-content-type-options",
            "x-frame-options",
            "x-xss-protection",
            "referrer-policy",
            "strict-transport-security");

    private final UpstreamAnswer answer;

    PassedOn(UpstreamAnswer answer) {
        this.answer = answer;
    }

    @Override
    public HttpStatusCode statusCode() {
        return HttpStatusCode.valueOf(answer.status());
    }

    @Override
    public HttpHeaders headers() {
        var headers = new HttpHeaders();
        answer.headers().forEach(header -> headers.add(header.getName(), header.getValue()));
        return headers;
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
            throws IOException {
        response.setStatus(answer.status());
        Set<String> nominated = nominated();
        boolean cached = false;
        for (Header header : answer.headers()) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            if (name.equals("content-security-policy")) {
                // a page knows best what it needs; ours is for data
                response.setHeader(header.getName(), header.getValue());
            } else if (!DROPPED.contains(name) && !name.startsWith("access-control-") && !nominated.contains(name)) {
                response.addHeader(header.getName(), header.getValue());
                cached |= name.equals("cache-control");
            }
            if (name.equals("content-length") && request.getMethod().equals("HEAD")) {
                response.setContentLengthLong(Long.parseLong(header.getValue()));
            }
        }
        if (!cached) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (answer.length() > 0) {
            response.setContentLengthLong(answer.length());
        }
        try {
            answer.writeBody(response.getOutputStream());
        } catch (IOException e) {
            // Spring would end this as a whole answer, so it is not told
            BrokenOffFilter.report(request, e);
        }
        return null;
    }

    private Set<String> nominated() {
        Set<String> names = Set.of();
        for (Header header : answer.headers()) {
            if (header.getName().equalsIgnoreCase("connection")) {
                names = new HashSet<>();
                for (String name : Arrays.asList(header.getValue().split(","))) {
                    names.add(name.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }
}
