package io.jiaxiao.starter.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskingSpanExporterTest {

    private static final String MOBILE = "13812340000";
    private static final AttributeKey<List<String>> NUMBERS = AttributeKey.stringArrayKey("numbers");

    private final List<SpanData> sent = new ArrayList<>();

    @Test
    void aMobileInAnyTextOfASpan_isMasked_andNothingElseChanges() {
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new MaskingSpanExporter(new Keeping())))
                .build()) {
            var span = provider.get("test").spanBuilder("GET /people/" + MOBILE).startSpan();
            span.setAttribute("url", "/me?mobile=" + MOBILE);
            span.setAttribute(NUMBERS, List.of(MOBILE, "other"));
            span.setAttribute("count", 13_812_340_000L);
            span.addEvent("asked by " + MOBILE, Attributes.of(AttributeKey.stringKey("who"), MOBILE));
            span.recordException(new IllegalStateException("no child of " + MOBILE));
            span.setStatus(StatusCode.ERROR, "failed for " + MOBILE);
            span.end();
        }

        SpanData span = sent.getFirst();
        assertThat(span.getName()).isEqualTo("GET /people/138****0000");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("url"))).isEqualTo("/me?mobile=138****0000");
        assertThat(span.getAttributes().get(NUMBERS)).containsExactly("138****0000", "other");
        assertThat(span.getAttributes().get(AttributeKey.longKey("count"))).isEqualTo(13_812_340_000L);
        assertThat(span.getEvents().toString())
                .contains("asked by 138****0000", "no child of 138****0000")
                .doesNotContain(MOBILE);
        assertThat(span.getStatus().getDescription()).isEqualTo("failed for 138****0000");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void theTokenInACallbacksPath_isMaskedToo() {
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new MaskingSpanExporter(new Keeping())))
                .build()) {
            var span = provider.get("test").spanBuilder("post").startSpan();
            span.setAttribute("http.url", "http://127.0.0.1:8080/callback/mas/aB3-secret/reports?x=1");
            span.end();
        }
        assertThat(sent.getFirst().getAttributes().get(AttributeKey.stringKey("http.url")))
                .isEqualTo("http://127.0.0.1:8080/callback/mas/***/reports?x=1");
    }

    private final class Keeping implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            sent.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
