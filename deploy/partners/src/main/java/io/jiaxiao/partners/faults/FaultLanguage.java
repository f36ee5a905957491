package io.jiaxiao.partners.faults;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The faults of one partner.
 *
 * @param partner short name of the partner, as in the path of its controls
 * @param type the sealed type of its faults, which Jackson reads by {@code kind}
 */
public record FaultLanguage(String partner, Class<? extends PartnerFault> type) {

    /** The kinds that can be ordered. */
    public List<String> kinds() {
        return leaves(type).map(FaultLanguage::nameOf).sorted().toList();
    }

    static String nameOf(Class<?> kind) {
        JsonTypeName name = kind.getAnnotation(JsonTypeName.class);
        if (name == null) {
            throw new IllegalStateException(kind + " carries no name");
        }
        return name.value();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(FaultLanguage::leaves)
                : Stream.of(type);
    }
}
