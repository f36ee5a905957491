package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.token.Identity;
import io.jiaxiao.kernel.Masking;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.web.filter.OncePerRequestFilter;

/** One line per request: never a token, that of a callback's path included, never the value of a parameter, never a mobile number. */
final class AccessLogFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger("access");
    private static final int LONGEST = 200;

    private final ClientAddress clients;

    AccessLogFilter(ClientAddress clients) {
        this.clients = clients;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        boolean whole = false;
        try {
            chain.doFilter(request, response);
            whole = true;
        } finally {
            if (!request.getRequestURI().startsWith("/actuator")) {
                write(request, response.getStatus(), System.nanoTime() - start, whole);
            }
        }
    }

    private void write(HttpServletRequest request, int status, long nanos, boolean whole) {
        LoggingEventBuilder line = log.atInfo()
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", path(request.getRequestURI()))
                .addKeyValue("status", status)
                .addKeyValue("ms", nanos / 1_000_000.0)
                .addKeyValue("client", clients.of(request).getHostAddress());
        String query = query(request.getQueryString());
        if (query != null) {
            line = line.addKeyValue("query", query);
        }
        if (!whole) {
            line = line.addKeyValue("brokenOff", true);
        }
        Passage passage = Passage.find(request);
        if (passage != null) {
            line = line.addKeyValue("upstream", passage.target().route().service());
            line = add(line, "instance", passage.instance());
            line = add(line, "refused", passage.refused());
            Identity who = passage.identity();
            line = add(line, "account", who == null ? null : who.id());
        }
        line.log("request");
    }

    private static LoggingEventBuilder add(LoggingEventBuilder line, String key, @Nullable String value) {
        return value == null ? line : line.addKeyValue(key, value);
    }

    static String path(String path) {
        String masked = Masking.callbackTokensIn(Masking.mobilesIn(path));
        return masked.length() > LONGEST ? masked.substring(0, LONGEST) + "..." : masked;
    }

    /** Names of the parameters without their values; null when there is none. */
    static @Nullable String query(@Nullable String query) {
        if (query == null) {
            return null;
        }
        return path(Arrays.stream(query.split("&", 50))
                .map(pair -> pair.indexOf('=') < 0 ? "***" : pair.substring(0, pair.indexOf('=')) + "=***")
                .collect(Collectors.joining("&")));
    }
}
