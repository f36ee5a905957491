package io.jiaxiao.starter.masking;

import io.jiaxiao.kernel.RefusedException;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/** Reads a value type from a JSON string; what it refuses is bad input at that field, never a fault of ours. */
final class ValueReader<T> extends StdScalarDeserializer<T> {

    private final Class<T> type;
    private final Function<String, T> parse;

    ValueReader(Class<T> type, Function<String, T> parse) {
        super(type);
        this.type = type;
        this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            throw MismatchedInputException.from(json, type, "a string is expected");
        }
        try {
            return parse.apply(json.getString());
        } catch (RefusedException refused) {
            var mismatch =
                    MismatchedInputException.from(json, type, refused.refusal().detail());
            mismatch.initCause(refused);
            throw mismatch;
        }
    }
}
