package io.jiaxiao.starter.remote;

import feign.FeignException;
import feign.RetryableException;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;

/** Tells whether a call failed because a neighbour is away or busy, not because of what was asked of it. */
public final class NeighbourAway {

    private static final int SERVICE_UNAVAILABLE = 503;

    private NeighbourAway() {}

    /**
     * Looks through all causes: nobody there, no answer in time, a 503, or a call not made because of those before it. An
     * answer of 4xx or 500 is about the request and does not count.
     */
    public static boolean isWhy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NeighbourUnavailableException
                    || cause instanceof CallNotPermittedException
                    || cause instanceof BulkheadFullException
                    // Feign's word for a connection that failed or fell silent
                    || cause instanceof RetryableException
                    || cause instanceof FeignException answer && answer.status() == SERVICE_UNAVAILABLE) {
                return true;
            }
        }
        return false;
    }
}
