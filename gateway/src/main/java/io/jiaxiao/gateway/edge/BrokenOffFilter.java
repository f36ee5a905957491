package io.jiaxiao.gateway.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.CloseNowException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** An answer that broke off underway must not reach the caller looking whole: the connection is cut instead. */
final class BrokenOffFilter extends OncePerRequestFilter {

    private static final String ATTRIBUTE = BrokenOffFilter.class.getName();

    static void report(HttpServletRequest request, IOException cause) {
        request.setAttribute(ATTRIBUTE, cause);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (request.getAttribute(ATTRIBUTE) instanceof IOException cause) {
            if (response.isCommitted()) {
                throw new CloseNowException("the answer broke off", cause);
            }
            response.sendError(HttpStatus.BAD_GATEWAY.value());
        }
    }
}
