package io.jiaxiao.order.renewal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom an operator wants renewed. One of the first two.
 *
 * @param childId  one child; null for classes
 * @param classIds all children of these classes whose subscription runs; empty for one child
 * @param endingBy only what is paid through this day or less
 */
public record RenewalWish(@Nullable String childId, List<String> classIds, String planCode, LocalDate endingBy) {

    public RenewalWish {
        classIds = List.copyOf(classIds);
    }
}
