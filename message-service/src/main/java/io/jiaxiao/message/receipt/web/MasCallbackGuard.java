package io.jiaxiao.message.receipt.web;

import io.jiaxiao.kernel.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * 云MAS signs nothing (partners.md 1.6), so a callback proves itself by a path nobody can guess and by where it comes from.
 * A wrong path is answered like any path that does not exist. Runs before the body is read.
 */
final class MasCallbackGuard implements HandlerInterceptor {

    static final String TOKEN = "pathToken";

    private static final Logger log = LoggerFactory.getLogger(MasCallbackGuard.class);
    private static final Refusal NO_SUCH_PATH = Refusal.notFound("NOT_FOUND", "您访问的内容不存在");
    private static final Refusal WRONG_SOURCE = Refusal.forbidden("SOURCE_NOT_ALLOWED", "来源地址不在允许范围内");

    private final byte[] token;
    private final List<IpAddressMatcher> sources;
    private final MeterRegistry meters;

    MasCallbackGuard(CallbackProperties properties, MeterRegistry meters) {
        this.token = properties.pathToken().getBytes(StandardCharsets.UTF_8);
        this.sources =
                properties.allowedSources().stream().map(IpAddressMatcher::new).toList();
        this.meters = meters;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!MessageDigest.isEqual(tokenOf(request).getBytes(StandardCharsets.UTF_8), token)) {
            alarm("token", request);
            throw NO_SUCH_PATH.asException();
        }
        if (!sources.isEmpty() && sources.stream().noneMatch(source -> source.matches(sourceOf(request)))) {
            alarm("source", request);
            throw WRONG_SOURCE.asException();
        }
        return true;
    }

    private void alarm(String what, HttpServletRequest request) {
        meters.counter("jiaxiao.callback.forged", "partner", "mas", "what", what)
                .increment();
        log.warn("a callback of 云MAS with the wrong {} came from {}", what, sourceOf(request));
    }

    private static String tokenOf(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get(TOKEN) instanceof String token
                ? token
                : "";
    }

    /** The gateway alone sets the header; without a gateway in between the connection says it. */
    private static String sourceOf(HttpServletRequest request) {
        String client = request.getHeader("X-Client-Ip");
        return client != null && client.matches("[0-9a-fA-F.:]{2,45}") ? client : request.getRemoteAddr();
    }
}
