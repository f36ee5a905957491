package io.jiaxiao.order.migration.domain;

import io.jiaxiao.order.subscription.domain.MigrationAnswer;
import io.jiaxiao.order.subscription.domain.MigrationAnswer.Extends;
import io.jiaxiao.order.subscription.domain.MigrationAnswer.Keeps;
import io.jiaxiao.order.subscription.domain.MigrationAnswer.Opens;
import io.jiaxiao.order.subscription.domain.MigrationAnswer.Stays;
import io.jiaxiao.order.subscription.domain.Term;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run or a run made of a row.
 *
 * @param why            of a row that is not brought here, or that is odd; null otherwise
 * @param purchaseId     null in a dry run, and when it is not here
 * @param subscriptionId as the purchase
 */
public record RowResult(
        int line,
        RowState state,
        @Nullable String why,
        @Nullable RowAction action,
        @Nullable LocalDate after,
        @Nullable LocalDate through,
        @Nullable Long purchaseId,
        @Nullable Long subscriptionId) {

    /** Of a dry run. */
    public static RowResult tried(int line, MigrationAnswer answer) {
        return of(line, answer, RowState.READY, null, null);
    }

    /** Of a run. @param subscriptionId null when the answer is that it stays out */
    public static RowResult brought(int line, MigrationAnswer answer, long purchaseId, @Nullable Long subscriptionId) {
        return of(line, answer, RowState.DONE, purchaseId, subscriptionId);
    }

    /** Another file has brought it here since the check. */
    public static RowResult skipped(int line) {
        return new RowResult(line, RowState.SKIPPED, "ALREADY_MIGRATED", null, null, null, null, null);
    }

    /** Something is wrong with its data. */
    public static RowResult fault(int line) {
        return new RowResult(line, RowState.ERROR, MigrationRow.FAULT, null, null, null, null, null);
    }

    private static RowResult of(
            int line, MigrationAnswer answer, RowState good, @Nullable Long purchaseId, @Nullable Long subscriptionId) {
        return switch (answer) {
            case Opens opens -> at(line, good, null, RowAction.OPEN, opens.term(), purchaseId, subscriptionId);
            case Extends goesOn -> {
                String why = goesOn.overlaps() ? MigrationRow.OVERLAPS : null;
                yield at(line, good, why, RowAction.EXTEND, goesOn.term(), purchaseId, subscriptionId);
            }
            case Keeps keeps -> at(line, good, null, RowAction.KEEP, keeps.term(), purchaseId, subscriptionId);
            case Stays stays ->
                new RowResult(line, RowState.CONFLICT, stays.why().name(), null, null, null, null, null);
        };
    }

    private static RowResult at(
            int line,
            RowState state,
            @Nullable String why,
            RowAction action,
            Term term,
            @Nullable Long purchaseId,
            @Nullable Long subscriptionId) {
        return new RowResult(line, state, why, action, term.after(), term.through(), purchaseId, subscriptionId);
    }
}
