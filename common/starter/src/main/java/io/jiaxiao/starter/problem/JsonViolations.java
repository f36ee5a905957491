package io.jiaxiao.starter.problem;

import io.jiaxiao.starter.problem.Problems.Violation;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Names the field a JSON body is wrong in, without repeating what the caller wrote there. */
final class JsonViolations {

    private JsonViolations() {}

    static List<Violation> of(HttpMessageNotReadableException e) {
        Throwable cause = e.getCause();
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return List.of(new Violation(path(unknown), "未知字段"));
        }
        if (cause instanceof DatabindException databind && !databind.getPath().isEmpty()) {
            return List.of(new Violation(path(databind), "类型或格式不正确"));
        }
        return List.of(new Violation("body", cause instanceof JacksonException ? "不是合法的 JSON" : "缺少请求内容"));
    }

    private static String path(DatabindException e) {
        return e.getPath().stream()
                .map(step ->
                        step.getPropertyName() != null ? "." + step.getPropertyName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
