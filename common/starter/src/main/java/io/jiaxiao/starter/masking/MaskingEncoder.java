package io.jiaxiao.starter.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import io.jiaxiao.kernel.Masking;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.logback.StructuredLogEncoder;

/**
 * Writes log lines as JSON or text and masks every mobile number in the finished line, so that it does not matter whether
 * it came by message, argument, MDC, key-value pair or exception. Configured in {@code logback-spring.xml}.
 */
public final class MaskingEncoder extends EncoderBase<ILoggingEvent> {

    private boolean json = true;
    private String format = "logstash";
    private String pattern = "%d %-5level [%thread] %logger : %msg%n";
    private @Nullable Encoder<ILoggingEvent> line;

    /** Property {@code jiaxiao.logging.json}. */
    public void setJson(boolean json) {
        this.json = json;
    }

    /** One of Spring Boot's structured formats. */
    public void setFormat(String format) {
        this.format = format;
    }

    /** A Logback pattern, for people who read the console. */
    public void setPattern(String pattern) {
        this.pattern = pattern;
    }

    @Override
    public void start() {
        line = json ? structured() : text();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        Encoder<ILoggingEvent> encoder = line;
        if (encoder == null) {
            return new byte[0];
        }
        byte[] clear = encoder.encode(event);
        if (!Masking.mayHoldMobile(clear)) {
            return clear;
        }
        String text = new String(clear, UTF_8);
        String masked = Masking.mobilesIn(text);
        // The same object if nothing was found: most lines need no second encoding.
        return masked.equals(text) ? clear : masked.getBytes(UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    private Encoder<ILoggingEvent> structured() {
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(getContext());
        encoder.setFormat(format);
        encoder.setCharset(UTF_8);
        encoder.start();
        return encoder;
    }

    private Encoder<ILoggingEvent> text() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(getContext());
        encoder.setPattern(pattern);
        encoder.setCharset(UTF_8);
        encoder.start();
        return encoder;
    }
}
