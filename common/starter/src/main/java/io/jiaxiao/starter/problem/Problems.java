package io.jiaxiao.starter.problem;

import io.jiaxiao.kernel.Refusal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** The one form of an error: RFC 9457 with a stable {@code code}, the {@code traceId} and field {@code violations}. */
public final class Problems {

    private Problems() {}

    public static ProblemDetail of(Refusal refusal) {
        return of(HttpStatusCode.valueOf(refusal.kind().status()), refusal.code(), refusal.detail());
    }

    public static ProblemDetail of(HttpStatusCode status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        HttpStatus known = HttpStatus.resolve(status.value());
        problem.setTitle(known == null ? "Error" : known.getReasonPhrase());
        problem.setType(URI.create(
                "urn:jiaxiao:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-')));
        problem.setProperty("code", code);
        String traceId = MDC.get("traceId");
        if (traceId != null) {
            problem.setProperty("traceId", traceId);
        }
        return problem;
    }

    public static ProblemDetail of(HttpStatusCode status, String code, String detail, List<Violation> violations) {
        ProblemDetail problem = of(status, code, detail);
        problem.setProperty("violations", violations);
        return problem;
    }

    /**
     * What is wrong with one field.
     *
     * @param field   path of the field as the caller wrote it
     * @param message what would be right
     */
    public record Violation(String field, String message) {}
}
