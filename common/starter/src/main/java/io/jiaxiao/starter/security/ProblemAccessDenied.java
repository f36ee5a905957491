package io.jiaxiao.starter.security;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.starter.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;

/** A good token on a path it is not meant for: 403. */
final class ProblemAccessDenied implements AccessDeniedHandler {

    private static final Refusal FORBIDDEN = Refusal.forbidden("FORBIDDEN", "您没有权限执行该操作");

    private final ProblemWriter problems;

    ProblemAccessDenied(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        problems.write(response, FORBIDDEN);
    }
}
