package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.problem.Answer;
import io.jiaxiao.gateway.upstream.Outcome.Failed;
import org.springframework.http.HttpStatus;

/** What a parent reads when a service did not answer: which feature is affected, and what to do. */
public final class FailureAnswers {

    static final Answer TOO_LONG = Answer.of(HttpStatus.CONTENT_TOO_LARGE, "CONTENT_TOO_LARGE", "提交的内容过大");
    static final Answer CALLER_GONE = Answer.of(HttpStatus.BAD_REQUEST, "INCOMPLETE_REQUEST", "请求内容不完整，请检查网络后重试");

    private FailureAnswers() {}

    public static Answer of(Failed failed, String feature) {
        return switch (failed.failure()) {
            case LEFT_ALONE ->
                Answer.of(HttpStatus.SERVICE_UNAVAILABLE, "FEATURE_DEGRADED", "「" + feature + "」暂时不可用，其他功能不受影响，请稍后再试")
                        .about(feature)
                        .retryAfter(failed.retryAfter());
            case FULL ->
                Answer.of(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_BUSY", "当前使用「" + feature + "」的人较多，请稍后再试")
                        .about(feature)
                        .retryAfter(failed.retryAfter());
            case NOBODY_THERE ->
                Answer.of(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", "「" + feature + "」暂时不可用，请稍后再试")
                        .about(feature)
                        .retryAfter(failed.retryAfter());
            case TIMED_OUT ->
                Answer.of(
                                HttpStatus.GATEWAY_TIMEOUT,
                                "SERVICE_TIMEOUT",
                                "「" + feature + "」响应超时，操作可能仍在处理，请稍后查看结果，不要重复提交")
                        .about(feature);
            case BROKE_OFF ->
                Answer.of(HttpStatus.BAD_GATEWAY, "SERVICE_BROKE_OFF", "「" + feature + "」连接中断，操作可能已经完成，请先查看结果再重试")
                        .about(feature);
            case BODY_TOO_LONG -> TOO_LONG;
            case CALLER_GONE -> CALLER_GONE;
        };
    }
}
