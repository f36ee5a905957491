package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.problem.Answer;
import io.jiaxiao.gateway.route.LiveRoutes;
import io.jiaxiao.gateway.route.Routes.Target;
import io.jiaxiao.starter.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** A request's way: the route its path matches, then every gate, then the service. */
final class EdgeRoutes implements RouterFunction<ServerResponse> {

    private final LiveRoutes routes;
    private final ClientAddress clients;
    private final List<Gate> gates;
    private final ProxyExchange services;
    private final ProblemWriter problems;
    private final Map<String, PathPattern> patterns = new ConcurrentHashMap<>();

    EdgeRoutes(
            LiveRoutes routes,
            ClientAddress clients,
            List<Gate> gates,
            ProxyExchange services,
            ProblemWriter problems) {
        this.routes = routes;
        this.clients = clients;
        this.gates = List.copyOf(gates);
        this.services = services;
        this.problems = problems;
    }

    @Override
    public Optional<HandlerFunction<ServerResponse>> route(ServerRequest request) {
        HttpServletRequest http = request.servletRequest();
        Target target = routes.current().match(http.getRequestURI());
        if (target == null) {
            return Optional.empty();
        }
        http.setAttribute(
                RouterFunctions.MATCHING_PATTERN_ATTRIBUTE,
                pattern(target.route().prefix()));
        return Optional.of(matched -> handle(matched, target));
    }

    private ServerResponse handle(ServerRequest request, Target target) {
        HttpServletRequest http = request.servletRequest();
        var passage = new Passage(target, clients.of(http));
        passage.attachTo(http);
        for (Gate gate : gates) {
            Answer no = gate.refuse(http, passage);
            if (no != null) {
                passage.refusedWith(no.code());
                return no.toResponse(problems);
            }
        }
        return services.exchange(services.request(request).build());
    }

    /** What metrics and traces are named by, instead of paths with ids in them. */
    private PathPattern pattern(String prefix) {
        return patterns.computeIfAbsent(prefix, it -> PathPatternParser.defaultInstance.parse(it + "/**"));
    }
}
