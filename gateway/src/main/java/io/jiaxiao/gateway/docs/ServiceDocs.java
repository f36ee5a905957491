package io.jiaxiao.gateway.docs;

import io.jiaxiao.gateway.edge.FailureAnswers;
import io.jiaxiao.gateway.problem.Answer;
import io.jiaxiao.gateway.route.Importance;
import io.jiaxiao.gateway.route.LiveRoutes;
import io.jiaxiao.gateway.route.Routes;
import io.jiaxiao.gateway.route.ServiceSettings;
import io.jiaxiao.gateway.upstream.Outcome;
import io.jiaxiao.gateway.upstream.RequestBody;
import io.jiaxiao.gateway.upstream.UpstreamAnswer;
import io.jiaxiao.gateway.upstream.UpstreamCall;
import io.jiaxiao.gateway.upstream.Upstreams;
import io.jiaxiao.starter.problem.ProblemWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A service's own description of its API, with the gateway as the server to try it at. */
@Component
final class ServiceDocs {

    /** A service makes its document when it is first asked for, which takes seconds after a start. */
    private static final Duration MADE_WITHIN = Duration.ofSeconds(30);

    private static final String FEATURE = "接口文档";
    private static final Answer NO_SERVICE = Answer.of(HttpStatus.NOT_FOUND, "NOT_FOUND", "您访问的内容不存在");
    private static final Answer NO_DOCS =
            Answer.of(HttpStatus.BAD_GATEWAY, "NO_DOCS", "该服务没有提供可用的接口文档").about(FEATURE);

    private final LiveRoutes routes;
    private final Upstreams upstreams;
    private final JsonMapper json;
    private final ProblemWriter problems;

    ServiceDocs(LiveRoutes routes, Upstreams upstreams, JsonMapper json, ProblemWriter problems) {
        this.routes = routes;
        this.upstreams = upstreams;
        this.json = json;
        this.problems = problems;
    }

    ServerResponse of(String service) {
        Routes current = routes.current();
        if (!current.services().contains(service)) {
            return NO_SERVICE.toResponse(problems);
        }
        ServiceSettings settings = current.settings(service);
        Outcome outcome = upstreams.send(new UpstreamCall(
                service,
                settings,
                MADE_WITHIN,
                Importance.BULK,
                "GET",
                "/v3/api-docs",
                List.of(),
                new RequestBody.None()));
        return switch (outcome) {
            case Outcome.Failed failed -> FailureAnswers.of(failed, FEATURE).toResponse(problems);
            case Outcome.Answered(var answer) -> shown(answer);
        };
    }

    private ServerResponse shown(UpstreamAnswer answer) {
        var body = new ByteArrayOutputStream();
        try {
            answer.writeBody(body);
            if (answer.status() == 200 && json.readTree(body.toByteArray()) instanceof ObjectNode api) {
                api.putArray("servers").addObject().put("url", "/");
                return ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noCache())
                        .body(json.writeValueAsBytes(api));
            }
        } catch (IOException | JacksonException e) {
            return NO_DOCS.toResponse(problems);
        }
        return NO_DOCS.toResponse(problems);
    }
}
