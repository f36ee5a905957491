package io.jiaxiao.starter.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a controller its {@link Caller}. */
final class CallerArgument implements HandlerMethodArgumentResolver {

    /** Set by the gateway alone, which removes it from what comes in. */
    static final String CLIENT_IP = "X-Client-Ip";

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token)) {
            throw new IllegalStateException(parameter.getExecutable() + " wants a caller on a path without a token");
        }
        HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
        return caller(token.getToken(), http == null ? null : http.getHeader(CLIENT_IP));
    }

    private static Caller caller(Jwt jwt, @Nullable String clientIp) {
        return new Caller(
                TokenClaims.subject(jwt),
                kind(TokenClaims.audience(jwt)),
                Set.copyOf(TokenClaims.list(jwt, "roles")),
                Set.copyOf(TokenClaims.list(jwt, "scope")),
                clientIp);
    }

    private static Caller.Kind kind(List<String> audience) {
        if (audience.contains(Audiences.API)) {
            return Caller.Kind.USER;
        }
        return audience.contains(Audiences.OPEN) ? Caller.Kind.CLIENT : Caller.Kind.SERVICE;
    }
}
