package io.jiaxiao.gateway.docs;

import io.jiaxiao.gateway.edge.ClientAddress;
import io.jiaxiao.gateway.limit.Charge;
import io.jiaxiao.gateway.limit.RateLimits;
import io.jiaxiao.gateway.problem.Answer;
import io.jiaxiao.gateway.route.LimitGroup;
import io.jiaxiao.gateway.route.LiveRoutes;
import io.jiaxiao.starter.problem.ProblemWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /docs}: Swagger UI over every service of the route table. No token wanted: it shows forms, not data. */
@Configuration(proxyBeanMethods = false)
class DocsRoutes {

    private static final String LIMITS = "docs";
    private static final Answer ONLY_GET = Answer.of(HttpStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "不支持该请求方法")
            .withHeader(HttpHeaders.ALLOW, "GET");

    @Bean
    RouterFunction<ServerResponse> docs(
            SwaggerUi ui,
            ServiceDocs services,
            LiveRoutes routes,
            RateLimits limits,
            ClientAddress clients,
            ProblemWriter problems) {
        return RouterFunctions.route()
                .GET("/docs", request -> toIndex())
                .GET("/docs/", request -> toIndex())
                .GET(
                        "/docs/swagger-initializer.js",
                        request -> ui.initializer(routes.current().services()))
                .GET("/docs/api/{service}", request -> services.of(request.pathVariable("service")))
                .GET("/docs/{file}", request -> ui.file(request.pathVariable("file")))
                .add(RouterFunctions.route(
                        RequestPredicates.path("/docs/**")
                                .and(RequestPredicates.GET("/**").negate()),
                        request -> ONLY_GET.toResponse(problems)))
                .filter((request, next) -> unlessTooOften(request, next, routes, limits, clients, problems))
                .build();
    }

    private static ServerResponse toIndex() {
        return ServerResponse.temporaryRedirect(URI.create("/docs/index.html")).build();
    }

    private static ServerResponse unlessTooOften(
            ServerRequest request,
            HandlerFunction<ServerResponse> next,
            LiveRoutes routes,
            RateLimits limits,
            ClientAddress clients,
            ProblemWriter problems)
            throws Exception {
        LimitGroup group = routes.current().limits(LIMITS);
        if (group != null && group.perIp() != null) {
            String key = LIMITS + ":ip:" + ClientAddress.limitKey(clients.of(request.servletRequest()));
            Duration wait = limits.take(List.of(new Charge(key, group.perIp())));
            if (!wait.isZero()) {
                return Answer.of(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", "操作太频繁，请稍后再试")
                        .retryAfter(wait)
                        .toResponse(problems);
            }
        }
        return next.handle(request);
    }
}
