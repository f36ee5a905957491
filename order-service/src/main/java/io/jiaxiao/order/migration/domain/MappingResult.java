package io.jiaxiao.order.migration.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the mapping made of a row.
 *
 * @param state  MAPPED, ERROR or SKIPPED
 * @param target null unless mapped
 * @param faults every code that is not known; one without a field when it is skipped
 */
public record MappingResult(int line, RowState state, MappedRow.@Nullable Target target, List<LineFault> faults) {

    public MappingResult {
        faults = List.copyOf(faults);
    }

    public static MappingResult mapped(int line, MappedRow.Target target) {
        return new MappingResult(line, RowState.MAPPED, target, List.of());
    }

    public static MappingResult refused(int line, List<LineFault> faults) {
        return new MappingResult(line, RowState.ERROR, null, faults);
    }

    /** Another file has brought it here. */
    public static MappingResult skipped(int line) {
        return new MappingResult(
                line, RowState.SKIPPED, null, List.of(new LineFault("old_order_no", "ALREADY_MIGRATED")));
    }
}
