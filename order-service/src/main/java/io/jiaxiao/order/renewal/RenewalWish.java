package io.jiaxiao.order.renewal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom an operator wants renewed. One of the first three.
 *
 * @param childId   one child; null for classes or schools
 * @param classIds  all children of these classes whose subscription runs
 * @param schoolIds all children of all classes of these schools whose subscription runs
 * @param endingBy  only what is paid through this day or less
 */
public record RenewalWish(
        @Nullable String childId, List<String> classIds, List<String> schoolIds, String planCode, LocalDate endingBy) {

    public RenewalWish {
        classIds = List.copyOf(classIds);
        schoolIds = List.copyOf(schoolIds);
    }
}
