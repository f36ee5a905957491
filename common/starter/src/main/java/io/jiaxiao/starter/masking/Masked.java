package io.jiaxiao.starter.masking;

import io.jiaxiao.kernel.Masking;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.UnaryOperator;

/** On a String component of a response record, or a collection of Strings: goes out masked. Reading is not affected. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
public @interface Masked {

    Kind value();

    /** What sort of text it is, hence how much of it may show. */
    enum Kind {
        MOBILE(Masking::mobile),
        NAME(Masking::name),
        ID_NUMBER(Masking::idNumber),
        ADDRESS(Masking::address),
        WHOLE(Masking::whole);

        private final UnaryOperator<String> mask;

        Kind(UnaryOperator<String> mask) {
            this.mask = mask;
        }

        String mask(String clear) {
            return mask.apply(clear);
        }
    }
}
