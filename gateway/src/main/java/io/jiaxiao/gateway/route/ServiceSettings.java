package io.jiaxiao.gateway.route;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service is called.
 *
 * @param connectTimeout until an instance takes the connection
 * @param readTimeout    until it begins to answer, and between two parts of an answer; a route may say otherwise
 * @param maxConcurrent  requests of this gateway the service works on at once; more are refused at the door
 * @param busyFrom       from when an answer is late; while more than half are, fewer requests are let in
 * @param breaker        when to stop asking it
 */
public record ServiceSettings(
        @DefaultValue("500ms") Duration connectTimeout,
        @DefaultValue("5s") Duration readTimeout,
        @DefaultValue("256") int maxConcurrent,
        @DefaultValue("1500ms") Duration busyFrom,
        @DefaultValue Breaker breaker) {

    public ServiceSettings {
        if (connectTimeout.toMillis() < 1
                || readTimeout.toMillis() < 1
                || busyFrom.toMillis() < 1
                || maxConcurrent < 1) {
            throw new IllegalArgumentException("timeouts and max-concurrent of a service must be positive");
        }
    }

    /**
     * Counted over all routes of a service. An answer of 5xx, a timeout and a refused connection count as failures; a 503
     * that says in a problem what cannot be had does not, unless it took long.
     *
     * @param window       seconds looked back at
     * @param minimumCalls calls in the window before any judgement
     * @param failureRate  percent of failures that opens the breaker
     * @param slowCall     from when a call counts as slow
     * @param slowRate     percent of slow calls that opens the breaker
     * @param openFor      how long nothing is sent then
     * @param probes       calls let through afterwards to see whether it is back
     */
    public record Breaker(
            @DefaultValue("10s") Duration window,
            @DefaultValue("20") int minimumCalls,
            @DefaultValue("50") float failureRate,
            @DefaultValue("2s") Duration slowCall,
            @DefaultValue("80") float slowRate,
            @DefaultValue("5s") Duration openFor,
            @DefaultValue("5") int probes) {

        public Breaker {
            if (window.toSeconds() < 1 || minimumCalls < 1 || probes < 1 || openFor.toMillis() < 1) {
                throw new IllegalArgumentException("a breaker needs a window of seconds, calls and probes");
            }
            if (failureRate <= 0 || failureRate > 100 || slowRate <= 0 || slowRate > 100) {
                throw new IllegalArgumentException("a breaker's rates are percentages above 0");
            }
        }
    }
}
