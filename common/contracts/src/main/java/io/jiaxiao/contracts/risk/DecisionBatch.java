package io.jiaxiao.contracts.risk;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What several people want at the same moment.
 *
 * @param requests each is checked, counted and decided for itself; one that is wrong spoils no other
 */
public record DecisionBatch(@NotNull @Size(min = 1, max = MOST) List<@NotNull DecisionRequest> requests) {

    /** Counting one in its windows takes Redis a quarter of a millisecond, in which it serves nobody else. */
    public static final int MOST = 32;
}
