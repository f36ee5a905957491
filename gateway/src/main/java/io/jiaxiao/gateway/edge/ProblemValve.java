package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.problem.Answer;
import io.jiaxiao.starter.problem.ProblemWriter;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** What Tomcat itself refuses, because it is not valid HTTP, is a problem as well. Made by Tomcat, by name. */
public final class ProblemValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);
    private static final ProblemWriter PROBLEMS = new ProblemWriter(new JsonMapper());

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            answer(status).write(response, PROBLEMS);
            response.finishResponse();
        } catch (IOException e) {
            log.debug("the caller did not wait for the answer {}", status, e);
        }
    }

    private static Answer answer(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        if (known == null || known.is5xxServerError() && known != HttpStatus.SERVICE_UNAVAILABLE) {
            return Answer.of(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR", "系统出现异常，我们正在处理，请稍后再试");
        }
        return switch (known) {
            case SERVICE_UNAVAILABLE -> Answer.of(known, "SERVICE_UNAVAILABLE", "系统正在维护，请稍后再试");
            case METHOD_NOT_ALLOWED -> Answer.of(known, "METHOD_NOT_ALLOWED", "不支持该请求方法");
            case NOT_FOUND -> Answer.of(known, "NOT_FOUND", "您访问的内容不存在");
            default -> Answer.of(known, known.name().equals("BAD_REQUEST") ? "INVALID_REQUEST" : known.name(), "请求不正确");
        };
    }
}
