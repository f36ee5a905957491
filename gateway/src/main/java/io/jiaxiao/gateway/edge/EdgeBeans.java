package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.limit.RateLimits;
import io.jiaxiao.gateway.route.LiveRoutes;
import io.jiaxiao.gateway.token.TokenCheck;
import io.jiaxiao.gateway.upstream.Upstreams;
import io.jiaxiao.starter.problem.ProblemWriter;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import jakarta.servlet.Filter;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

@Configuration(proxyBeanMethods = false)
class EdgeBeans {

    /** Just inside the filter that opens a request's trace. */
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    ClientAddress clientAddress(EdgeSettings settings) {
        return new ClientAddress(settings.trustedProxies());
    }

    @Bean
    UpstreamExchange upstreamExchange(
            Upstreams upstreams, Tracer tracer, Propagator propagator, ProblemWriter problems) {
        return new UpstreamExchange(upstreams, new ForwardedHeaders(tracer, propagator), problems);
    }

    @Bean
    RouterFunction<ServerResponse> edgeRoutes(
            LiveRoutes routes,
            ClientAddress clients,
            TokenCheck tokens,
            RateLimits limits,
            Upstreams upstreams,
            ProxyExchange services,
            ProblemWriter problems) {
        List<Gate> gates = List.of(
                new MethodGate(),
                new SourceGate(),
                new RoomGate(upstreams),
                limitsThenTokens(new LimitGate(limits), tokens),
                new BodyGate());
        return new EdgeRoutes(routes, clients, gates, services, problems);
    }

    /** The token first, because it says whom to count; but what is too often is said before what is not allowed. */
    private static Gate limitsThenTokens(LimitGate limits, TokenCheck tokens) {
        var token = new TokenGate(tokens);
        return (request, passage) -> {
            var notAllowed = token.refuse(request, passage);
            var tooOften = limits.refuse(request, passage);
            return tooOften == null ? notAllowed : tooOften;
        };
    }

    @Bean
    FilterRegistrationBean<Filter> accessLog(ClientAddress clients) {
        return at(FIRST, new AccessLogFilter(clients));
    }

    @Bean
    FilterRegistrationBean<Filter> brokenOff() {
        return at(FIRST + 4, new BrokenOffFilter());
    }

    @Bean
    FilterRegistrationBean<Filter> securityHeaders(EdgeSettings settings) {
        return at(FIRST + 1, new SecurityHeadersFilter(settings.hsts()));
    }

    @Bean
    FilterRegistrationBean<Filter> pathRules(ProblemWriter problems) {
        return at(FIRST + 2, new PathFilter(problems));
    }

    @Bean
    FilterRegistrationBean<Filter> cors(EdgeSettings settings, ProblemWriter problems) {
        return at(FIRST + 3, Cors.filter(settings.corsOrigins(), problems));
    }

    private static FilterRegistrationBean<Filter> at(int order, Filter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }
}
