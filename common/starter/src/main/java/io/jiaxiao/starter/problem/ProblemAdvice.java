package io.jiaxiao.starter.problem;

import io.jiaxiao.kernel.Masking;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.starter.ids.IdsUnavailableException;
import io.jiaxiao.starter.problem.Problems.Violation;
import io.jiaxiao.starter.remote.NeighbourUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns refusals, bad input and faults into problem+json. Nothing of an exception's own text reaches the caller. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String INVALID = "INVALID_REQUEST";
    private static final String WRONG_TYPE = "类型不正确";
    private static final String INVALID_DETAIL = "请求内容有误，请检查后重试";

    @ExceptionHandler(RefusedException.class)
    ResponseEntity<Object> refused(RefusedException e) {
        Refusal refusal = e.refusal();
        var answer = ResponseEntity.status(refusal.kind().status());
        if (refusal.kind() == Refusal.Kind.UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, "5");
        }
        return answer.body(Problems.of(refusal));
    }

    /** The database or a neighbour is away or busy: the caller may try again, so it is not a 500. */
    @ExceptionHandler({
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class,
        TransientDataAccessException.class,
        RecoverableDataAccessException.class,
        QueryTimeoutException.class,
        IdsUnavailableException.class,
        NeighbourUnavailableException.class,
        NoFallbackAvailableException.class
    })
    ResponseEntity<Object> busy(RuntimeException e, HttpServletRequest request) {
        log.warn("{} {} could not be served now: {}", request.getMethod(), path(request), e.toString());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(Problems.of(Refusal.unavailable("TRY_AGAIN", "系统繁忙，请稍后再试")));
    }

    /** A form the web server could not read: wrong escapes, too long, too many fields. */
    @ExceptionHandler(InvalidParameterException.class)
    ResponseEntity<Object> unreadableForm(InvalidParameterException e) {
        HttpStatus status = e.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()
                ? HttpStatus.CONTENT_TOO_LARGE
                : HttpStatus.BAD_REQUEST;
        return ResponseEntity.status(status).body(Problems.of(status, code(status), detail(status)));
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> fault(Exception e, HttpServletRequest request) {
        log.error("{} {} failed", request.getMethod(), path(request), e);
        return ResponseEntity.internalServerError()
                .body(Problems.of(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR", "系统出现异常，我们正在处理，请稍后再试"));
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Violation> violations = e.getBindingResult().getAllErrors().stream()
                .map(error -> new Violation(
                        error instanceof FieldError field ? field.getField() : error.getObjectName(), text(error)))
                .toList();
        return invalid(violations);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Violation> violations = new ArrayList<>();
        for (ParameterValidationResult result : e.getParameterValidationResults()) {
            if (result instanceof ParameterErrors errors) {
                errors.getFieldErrors().forEach(error -> violations.add(new Violation(error.getField(), text(error))));
            } else {
                String name = result.getMethodParameter().getParameterName();
                result.getResolvableErrors()
                        .forEach(error -> violations.add(new Violation(name == null ? "?" : name, text(error))));
            }
        }
        return invalid(violations);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Refusal tooLarge = BodyLimit.tooLarge(e);
        if (tooLarge != null) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE)
                    .body(Problems.of(HttpStatus.CONTENT_TOO_LARGE, tooLarge.code(), tooLarge.detail()));
        }
        return invalid(JsonViolations.of(e));
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(List.of(new Violation(e.getParameterName(), "不能为空")));
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String field = e instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "?";
        return invalid(List.of(new Violation(field, WRONG_TYPE)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = Problems.of(status, code(status), detail(status));
        return super.handleExceptionInternal(e, problem, headers, status, request);
    }

    private static ResponseEntity<Object> invalid(List<Violation> violations) {
        return ResponseEntity.badRequest()
                .body(Problems.of(HttpStatus.BAD_REQUEST, INVALID, INVALID_DETAIL, violations));
    }

    private static String path(HttpServletRequest request) {
        return Masking.callbackTokensIn(request.getRequestURI());
    }

    private static String text(MessageSourceResolvable error) {
        if (error instanceof FieldError field && field.isBindingFailure()) {
            return WRONG_TYPE;
        }
        String message = error.getDefaultMessage();
        return message == null ? "不正确" : message;
    }

    static String code(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == HttpStatus.BAD_REQUEST || known == null ? INVALID : known.name();
    }

    static String detail(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> "您访问的内容不存在";
            case 405 -> "不支持该请求方法";
            case 406 -> "无法提供所需的内容格式";
            case 413 -> "提交的内容过大";
            case 415 -> "不支持该内容类型，请使用 JSON";
            default -> status.is5xxServerError() ? "系统繁忙，请稍后再试" : INVALID_DETAIL;
        };
    }
}
