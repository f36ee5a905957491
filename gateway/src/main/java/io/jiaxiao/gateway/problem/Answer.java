package io.jiaxiao.gateway.problem;

import io.jiaxiao.starter.problem.ProblemWriter;
import io.jiaxiao.starter.problem.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The gateway's own answer.
 *
 * @param status     of the answer
 * @param code       stable, UPPER_SNAKE
 * @param detail     Chinese, something the reader can act on
 * @param headers    of the answer, besides the content's
 * @param properties further members of the problem
 */
public record Answer(
        HttpStatus status, String code, String detail, Map<String, String> headers, Map<String, String> properties) {

    public static Answer of(HttpStatus status, String code, String detail) {
        return new Answer(status, code, detail, Map.of(), Map.of());
    }

    public Answer withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, code, detail, more, properties);
    }

    /** Whole seconds, rounded up, at least one. */
    public Answer retryAfter(Duration wait) {
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1_000);
        return withHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    /** Names what the caller has to do without. */
    public Answer about(String feature) {
        var more = new LinkedHashMap<>(properties);
        more.put("feature", feature);
        return new Answer(status, code, detail, headers, more);
    }

    public void write(HttpServletResponse response, ProblemWriter problems) throws IOException {
        headers.forEach(response::setHeader);
        ProblemDetail problem = Problems.of(status, code, detail);
        properties.forEach(problem::setProperty);
        problems.write(response, problem);
    }

    public ServerResponse toResponse(ProblemWriter problems) {
        return ServerResponse.status(status).build((request, response) -> {
            write(response, problems);
            return null;
        });
    }
}
