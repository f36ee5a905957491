package io.jiaxiao.roster.signin.oauth;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before the token endpoint. Refuses what OAuth forbids (repeated parameters, parameters in the query) and what is
 * absurdly long; says 503 when the database is away, as every other endpoint does.
 */
final class TokenRequestGuard extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(TokenRequestGuard.class);
    private static final int LONGEST_VALUE = 2048;

    private final OAuthErrors errors;

    TokenRequestGuard(OAuthErrors errors) {
        this.errors = errors;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String wrong = wrong(request);
        if (wrong != null) {
            errors.onAuthenticationFailure(request, response, TokenRefused.invalidRequest(wrong));
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (DataAccessException | TransactionException e) {
            log.warn("a token could not be given now: {}", e.toString());
            response.reset();
            errors.write(response, OAuthErrors.TEMPORARILY_UNAVAILABLE, "系统繁忙，请稍后再试");
        }
    }

    private static @Nullable String wrong(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || !type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            return "请求类型须为 " + MediaType.APPLICATION_FORM_URLENCODED_VALUE;
        }
        if (request.getQueryString() != null) {
            return "参数须放在请求体中";
        }
        Map<String, String[]> parameters;
        try {
            parameters = request.getParameterMap();
        } catch (IllegalStateException e) {
            // the container's word for a form it cannot read: too large, badly encoded, too many fields
            log.info("a token request's form cannot be read: {}", e.toString());
            return "请求内容无法解析";
        }
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            if (parameter.getValue().length > 1) {
                return "参数重复：" + name(parameter);
            }
            if (parameter.getValue()[0].length() > LONGEST_VALUE) {
                return "参数过长：" + name(parameter);
            }
        }
        return null;
    }

    private static String name(Map.Entry<String, String[]> parameter) {
        return parameter.getKey().matches("[a-z_]{1,32}") ? parameter.getKey() : "?";
    }
}
