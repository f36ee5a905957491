package io.jiaxiao.starter.masking;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes a value type masked, or in clear where the property is marked {@link Clear}. */
final class ValueWriter<T> extends StdSerializer<T> {

    private final Function<T, String> shown;
    private final Function<T, String> clear;

    ValueWriter(Class<T> type, Function<T, String> shown, Function<T, String> clear) {
        super(type);
        this.shown = shown;
        this.clear = clear;
    }

    @Override
    public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
        if (property == null || property.getAnnotation(Clear.class) == null) {
            return this;
        }
        @SuppressWarnings("unchecked") // The handled type is the one given to the constructor.
        Class<T> type = (Class<T>) handledType();
        return new ValueWriter<>(type, clear, clear);
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializationContext context) {
        json.writeString(shown.apply(value));
    }
}
