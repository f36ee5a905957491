package io.jiaxiao.starter.event;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The trace a thread is in, as W3C traceparent, taken from where the tracer leaves it for the log. */
public final class TraceParent {

    private static final int TRACE_ID_LENGTH = 32;
    private static final int SPAN_ID_LENGTH = 16;

    private TraceParent() {}

    /** Null outside a trace. */
    public static @Nullable String current() {
        String trace = MDC.get("traceId");
        String span = MDC.get("spanId");
        if (trace == null || span == null || trace.length() != TRACE_ID_LENGTH || span.length() != SPAN_ID_LENGTH) {
            return null;
        }
        return "00-" + trace + "-" + span + "-01";
    }

    /** The trace id within a traceparent; null when there is none. */
    public static @Nullable String traceId(@Nullable String traceParent) {
        return traceParent == null || traceParent.length() < 36 ? null : traceParent.substring(3, 35);
    }
}
