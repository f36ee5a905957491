package io.jiaxiao.roster.signin.console;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.starter.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/** What is under {@code /auth} besides the token endpoints: asking for a code, and the console's sign-in page. */
@Configuration(proxyBeanMethods = false)
class ConsoleSignIn {

    static final String PAGE = "/auth/login";
    private static final String SMS_CODES = "/auth/sms-codes";

    private static final Refusal NOTHING_HERE = Refusal.notFound("NOT_FOUND", "您访问的内容不存在");
    private static final Refusal BUSY = Refusal.unavailable("SIGN_IN_BUSY", "登录的人较多，请稍后再试");
    private static final Refusal STALE_PAGE = Refusal.forbidden("PAGE_EXPIRED", "页面已过期，请刷新后重试");

    /** The usual handler keeps the exception in the session, and with it the password that was given. */
    private static void again(
            ProblemWriter problems, HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof SignInBusy) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            problems.write(response, BUSY);
            return;
        }
        new DefaultRedirectStrategy().sendRedirect(request, response, PAGE + "?error");
    }

    @Bean
    @Order(2)
    SecurityFilterChain signInChain(HttpSecurity http, OperatorSignIn operators, ProblemWriter problems) {
        // the page before sign-in was remembered by the token chain; here nothing new is
        var savedRequests = new HttpSessionRequestCache();
        savedRequests.setRequestMatcher(request -> false);
        AccessDeniedHandler denied = (request, response, e) ->
                problems.write(response, e instanceof CsrfException ? STALE_PAGE : NOTHING_HERE);
        return http.securityMatcher("/auth/**")
                // the usual manager asks its parent as well, and that one knows the same provider
                .authenticationManager(new ProviderManager(operators))
                .requestCache(cache -> cache.requestCache(savedRequests))
                .csrf(csrf -> csrf.ignoringRequestMatchers(SMS_CODES))
                .formLogin(form -> form.loginPage(PAGE)
                        .loginProcessingUrl(PAGE)
                        .defaultSuccessUrl("/console/")
                        .failureHandler((request, response, e) -> again(problems, request, response, e)))
                .authorizeHttpRequests(paths -> paths.requestMatchers(HttpMethod.POST, SMS_CODES)
                        .permitAll()
                        .requestMatchers(PAGE)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                                (request, response, e) -> problems.write(response, NOTHING_HERE))
                        .accessDeniedHandler(denied))
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; style-src 'unsafe-inline'")))
                .build();
    }
}
