package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.problem.Answer;
import io.jiaxiao.starter.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses paths with two readings, and keeps the gateway's own figures from anyone but this machine. */
final class PathFilter extends OncePerRequestFilter {

    private static final Answer BAD_PATH = Answer.of(HttpStatus.BAD_REQUEST, "INVALID_PATH", "请求地址不正确");
    private static final Answer NOT_FOUND = Answer.of(HttpStatus.NOT_FOUND, "NOT_FOUND", "您访问的内容不存在");

    private final ProblemWriter problems;

    PathFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        if (!PathRules.isPlain(path)) {
            BAD_PATH.write(response, problems);
        } else if (isPrivate(path) && !isThisMachine(request)) {
            NOT_FOUND.write(response, problems);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isPrivate(String path) {
        return path.startsWith("/actuator") && !path.startsWith("/actuator/health");
    }

    private static boolean isThisMachine(HttpServletRequest request) {
        return InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress()
                && request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null;
    }
}
