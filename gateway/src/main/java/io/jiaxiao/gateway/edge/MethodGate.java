package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.problem.Answer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Methods that mean something to a service. */
final class MethodGate implements Gate {

    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"));

    private static final Answer NOT_ALLOWED = Answer.of(HttpStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "不支持该请求方法")
            .withHeader(HttpHeaders.ALLOW, String.join(", ", KNOWN));

    @Override
    public @Nullable Answer refuse(HttpServletRequest request, Passage passage) {
        return KNOWN.contains(request.getMethod()) ? null : NOT_ALLOWED;
    }
}
