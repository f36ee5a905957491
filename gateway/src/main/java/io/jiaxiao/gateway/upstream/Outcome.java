package io.jiaxiao.gateway.upstream;

import java.time.Duration;

/** What came of a request to a service. */
public sealed interface Outcome {

    /** The service said something, whatever it said. */
    record Answered(UpstreamAnswer answer) implements Outcome {}

    /**
     * There is no answer.
     *
     * @param retryAfter when it may be worth to try again
     */
    record Failed(Failure failure, Duration retryAfter) implements Outcome {}

    /** Why there is none. */
    enum Failure {
        /** The service failed too often lately, so it was not asked. */
        LEFT_ALONE,
        /** It works on as many requests as it is given, so it was not asked. */
        FULL,
        /** No instance is known, or none takes a connection: nothing was sent. */
        NOBODY_THERE,
        /** It was asked and did not answer in time; it may still do what was asked. */
        TIMED_OUT,
        /** The connection broke before an answer; it may have done what was asked. */
        BROKE_OFF,
        /** The caller sent more than is taken. */
        BODY_TOO_LONG,
        /** The caller stopped sending. */
        CALLER_GONE
    }
}
