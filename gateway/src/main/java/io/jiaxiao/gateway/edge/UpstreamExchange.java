package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.problem.Answer;
import io.jiaxiao.gateway.route.Route;
import io.jiaxiao.gateway.upstream.Outcome;
import io.jiaxiao.gateway.upstream.UpstreamCall;
import io.jiaxiao.gateway.upstream.Upstreams;
import io.jiaxiao.starter.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Spring Cloud Gateway's exchange, done over our own connections (ADR 0005): path, query and body reach the service byte
 * for byte, which signed callbacks need.
 */
final class UpstreamExchange implements ProxyExchange {

    private final Upstreams upstreams;
    private final ForwardedHeaders headers;
    private final ProblemWriter problems;

    UpstreamExchange(Upstreams upstreams, ForwardedHeaders headers, ProblemWriter problems) {
        this.upstreams = upstreams;
        this.headers = headers;
        this.problems = problems;
    }

    @Override
    public ServerResponse exchange(Request request) {
        HttpServletRequest http = request.getServerRequest().servletRequest();
        Passage passage = Passage.of(http);
        Route route = passage.target().route();
        Outcome outcome = upstreams.send(new UpstreamCall(
                route.service(),
                passage.target().settings(),
                passage.target().readTimeout(),
                passage.target().importance(),
                http.getMethod(),
                target(http),
                headers.of(http, passage),
                passage.body()));
        return switch (outcome) {
            case Outcome.Answered(var answer) -> {
                passage.answeredBy(answer.instance());
                yield new PassedOn(answer);
            }
            case Outcome.Failed failed -> {
                Answer answer = FailureAnswers.of(failed, route.feature());
                passage.refusedWith(answer.code());
                yield answer.toResponse(problems);
            }
        };
    }

    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + '?' + query;
    }
}
