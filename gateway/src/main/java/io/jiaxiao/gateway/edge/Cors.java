package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.problem.Answer;
import io.jiaxiao.starter.problem.ProblemWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Which other origins' pages may call. */
final class Cors {

    private static final Answer FOREIGN_ORIGIN = Answer.of(HttpStatus.FORBIDDEN, "FOREIGN_ORIGIN", "不允许从该网站访问");

    private Cors() {}

    static CorsFilter filter(List<String> origins, ProblemWriter problems) {
        var rules = new CorsConfiguration();
        rules.setAllowedOrigins(origins);
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        rules.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, "Idempotency-Key", HttpHeaders.IF_NONE_MATCH));
        rules.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER, HttpHeaders.LOCATION, HttpHeaders.ETAG));
        rules.setMaxAge(Duration.ofHours(1));
        var everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", rules);
        var filter = new CorsFilter(everywhere);
        filter.setCorsProcessor(new ProblemCorsProcessor(problems));
        return filter;
    }

    private static final class ProblemCorsProcessor extends DefaultCorsProcessor {

        private final ProblemWriter problems;

        ProblemCorsProcessor(ProblemWriter problems) {
            this.problems = problems;
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            FOREIGN_ORIGIN.write(((ServletServerHttpResponse) response).getServletResponse(), problems);
        }
    }
}
