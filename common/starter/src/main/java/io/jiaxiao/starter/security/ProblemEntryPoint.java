package io.jiaxiao.starter.security;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.starter.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** No token, or one that does not hold: 401. Keys that cannot be had: 503, because the token may be good. */
final class ProblemEntryPoint implements AuthenticationEntryPoint {

    private static final Refusal SIGN_IN = new Refusal(Refusal.Kind.UNAUTHENTICATED, "UNAUTHENTICATED", "登录已失效，请重新登录");
    private static final Refusal KEYS_AWAY = Refusal.unavailable("IDENTITY_UNAVAILABLE", "登录服务暂时不可用，请稍后再试");

    private final ProblemWriter problems;

    ProblemEntryPoint(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof AuthenticationServiceException) {
            problems.write(response, KEYS_AWAY);
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        problems.write(response, SIGN_IN);
    }
}
