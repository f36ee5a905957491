package io.jiaxiao.starter.observability;

import io.jiaxiao.kernel.Masking;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;

/** Masks mobile numbers and tokens of callbacks in all text of a span before it leaves: names, addresses, exceptions. */
final class MaskingSpanExporter implements SpanExporter {

    private final SpanExporter exporter;

    MaskingSpanExporter(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(spans.stream().<SpanData>map(Masked::new).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private static String masked(String text) {
        return Masking.callbackTokensIn(Masking.mobilesIn(text));
    }

    private static Attributes masked(Attributes attributes) {
        AttributesBuilder masked = attributes.toBuilder();
        attributes.forEach((key, value) -> {
            if (key.getType() == AttributeType.STRING) {
                masked.put(AttributeKey.stringKey(key.getKey()), masked((String) value));
            } else if (key.getType() == AttributeType.STRING_ARRAY) {
                masked.put(
                        AttributeKey.stringArrayKey(key.getKey()),
                        ((List<?>) value)
                                .stream().map(text -> masked((String) text)).toList());
            }
        });
        return masked.build();
    }

    private static final class Masked extends DelegatingSpanData {

        private final Attributes attributes;
        private final List<EventData> events;

        Masked(SpanData span) {
            super(span);
            attributes = masked(span.getAttributes());
            events = span.getEvents().stream()
                    .map(event -> EventData.create(
                            event.getEpochNanos(),
                            masked(event.getName()),
                            masked(event.getAttributes()),
                            event.getTotalAttributeCount()))
                    .toList();
        }

        @Override
        public String getName() {
            return masked(super.getName());
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public List<EventData> getEvents() {
            return events;
        }

        @Override
        public StatusData getStatus() {
            StatusData status = super.getStatus();
            return StatusData.create(status.getStatusCode(), masked(status.getDescription()));
        }
    }
}
