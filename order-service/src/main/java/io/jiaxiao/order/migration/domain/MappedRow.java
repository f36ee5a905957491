package io.jiaxiao.order.migration.domain;

import java.util.ArrayList;
import java.util.List;

/** A row whose codes are known here. */
public record MappedRow(int line, OldOrder order, Target target) {

    /** What its codes are here. @param personId who opened it */
    public record Target(
            String planCode, String productCode, String childId, long personId, String classId, String schoolId) {}

    /**
     * Of rows in the order of the children, those of children who are in it whole: a dry run of half a child's rows would not see
     * what the other half does.
     *
     * @param most as many were asked for, so behind fewer nothing is missing
     */
    public static List<MappedRow> wholeChildren(List<MappedRow> rows, int most) {
        if (rows.size() < most) {
            return rows;
        }
        String last = rows.getLast().order().childNo();
        List<MappedRow> whole = new ArrayList<>(rows);
        whole.removeIf(row -> row.order().childNo().equals(last));
        return whole.isEmpty() ? rows : whole;
    }
}
