package io.jiaxiao.starter.masking;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.Version;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.ser.std.StdSerializer;

/** Finds {@link Masked} on Strings and collections of them. On anything else it is a mistake that must not ship. */
final class MaskedStrings extends NopAnnotationIntrospector {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public @Nullable Object findSerializer(MapperConfig<?> config, Annotated annotated) {
        Masked masked = annotated.getAnnotation(Masked.class);
        if (masked == null || holdsStrings(annotated.getType())) {
            return null;
        }
        if (!annotated.getType().hasRawClass(String.class)) {
            throw new IllegalStateException("@Masked is for Strings, not for " + annotated);
        }
        return new Writer(masked.value());
    }

    @Override
    public @Nullable Object findContentSerializer(MapperConfig<?> config, Annotated annotated) {
        Masked masked = annotated.getAnnotation(Masked.class);
        return masked != null && holdsStrings(annotated.getType()) ? new Writer(masked.value()) : null;
    }

    private static boolean holdsStrings(JavaType type) {
        JavaType content = type.getContentType();
        return content != null && content.hasRawClass(String.class);
    }

    private static final class Writer extends StdSerializer<String> {

        private final Masked.Kind kind;

        Writer(Masked.Kind kind) {
            super(String.class);
            this.kind = kind;
        }

        @Override
        public void serialize(String value, JsonGenerator json, SerializationContext context) {
            json.writeString(kind.mask(value));
        }
    }
}
