package io.jiaxiao.starter.observability;

import io.jiaxiao.kernel.Masking;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The little that Spring Boot does not bring: traces and the tags of metrics are masked like logs. The rest are the defaults in
 * {@code jiaxiao-defaults.properties}: a Prometheus registry tagged with the service, W3C trace context, no export
 * anywhere unless {@code management.opentelemetry.tracing.export.otlp.endpoint} names a collector.
 */
@AutoConfiguration
public class ObservabilityAutoConfiguration {

    /** An address called without a template would otherwise become a tag as it is. */
    @Bean
    MeterFilter maskedTags() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                List<Tag> tags = id.getTags();
                List<Tag> masked = tags.stream()
                        .map(tag -> Tag.of(tag.getKey(), Masking.mobilesIn(tag.getValue())))
                        .toList();
                return masked.equals(tags) ? id : id.replaceTags(masked);
            }
        };
    }

    @Bean
    static BeanPostProcessor maskingSpanExporters() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof SpanExporter exporter ? new MaskingSpanExporter(exporter) : bean;
            }
        };
    }
}
