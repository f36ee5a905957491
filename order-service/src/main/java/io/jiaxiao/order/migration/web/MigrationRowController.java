package io.jiaxiao.order.migration.web;

import io.jiaxiao.order.migration.CompareMigration;
import io.jiaxiao.order.migration.OperateMigrations;
import io.jiaxiao.order.migration.domain.LineFault;
import io.jiaxiao.order.migration.domain.MigrationRow;
import io.jiaxiao.order.migration.domain.RowAction;
import io.jiaxiao.order.migration.domain.RowState;
import io.jiaxiao.order.migration.store.MigrationReports.Disagreement;
import io.jiaxiao.order.migration.store.MigrationReports.Outcome;
import io.jiaxiao.order.migration.store.MigrationReports.Sums;
import io.jiaxiao.order.migration.store.MigrationRows;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What becomes of the rows of a migration, and whether both platforms agree. */
@RestController
@RequestMapping("/admin/v1/migrations/{id}")
class MigrationRowController {

    private final OperateMigrations operate;
    private final CompareMigration compare;

    MigrationRowController(OperateMigrations operate, CompareMigration compare) {
        this.operate = operate;
        this.compare = compare;
    }

    /** @param why stable code; missing when nothing is wrong or odd */
    record MigrationRowView(
            int line,
            RowState state,
            @Nullable String field,
            @Nullable String why,
            List<LineFault> problems,
            @Nullable String oldOrderNo,
            @Nullable String oldProduct,
            @Nullable String oldState,
            @Nullable Long paidFen,
            @Nullable Long refundedFen,
            @Nullable String planCode,
            @Nullable String childId,
            @Nullable RowAction action,
            @Nullable LocalDate after,
            @Nullable LocalDate through,
            @Nullable String purchaseId,
            @Nullable String subscriptionId) {

        static MigrationRowView of(MigrationRow row) {
            return new MigrationRowView(
                    row.line(),
                    row.state(),
                    row.field(),
                    row.why(),
                    row.problems(),
                    row.orderNo(),
                    row.oldProduct(),
                    row.oldState(),
                    row.paidFen(),
                    row.refundedFen(),
                    row.planCode(),
                    row.childId(),
                    row.action(),
                    row.termAfter(),
                    row.termThrough(),
                    text(row.purchaseId()),
                    text(row.subscriptionId()));
        }

        private static @Nullable String text(@Nullable Long id) {
            return id == null ? null : id.toString();
        }
    }

    /** @param next what to ask the next page with; missing after the last one */
    record MigrationRowPage(List<MigrationRowView> items, @Nullable Integer next) {}

    record MigrationReport(List<Outcome> items) {}

    /** @param agree whether every order of the file is here as the file says */
    record AgreementView(LocalDate day, boolean agree, List<SumsView> items) {}

    /** The file's orders of one product and state beside ours under the same numbers. @param oursInState those of ours that stand as the file says */
    record SumsView(
            String oldProduct,
            String oldState,
            boolean agree,
            int rows,
            long paidFen,
            long refundedFen,
            int ours,
            int oursInState,
            long oursPaidFen,
            long oursRefundedFen) {

        static SumsView of(Sums one) {
            return new SumsView(
                    one.oldProduct(),
                    one.oldState(),
                    one.agree(),
                    one.rows(),
                    one.paidFen(),
                    one.refundedFen(),
                    one.ours(),
                    one.oursInState(),
                    one.oursPaidFen(),
                    one.oursRefundedFen());
        }
    }

    /** @param next what to ask the next page with; missing after the last one */
    record DisagreementPage(List<Disagreement> items, @Nullable Integer next) {}

    /** @param after the last line already seen */
    @GetMapping("/rows")
    MigrationRowPage rows(
            @PathVariable @Min(1) long id,
            @RequestParam(required = false) @Nullable RowState state,
            @RequestParam(required = false) @Pattern(regexp = "[A-Z_]{1,32}") @Nullable String why,
            @RequestParam(required = false) @Nullable RowAction action,
            @RequestParam(defaultValue = "0") @Min(0) int after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int size) {
        List<MigrationRow> found = operate.rows(id, new MigrationRows.Filter(state, why, action), after, size);
        return new MigrationRowPage(
                found.stream().map(MigrationRowView::of).toList(),
                found.size() < size ? null : found.getLast().line());
    }

    /** What a run would do or has done: rows and money by product, state there and state here. */
    @GetMapping("/report")
    MigrationReport report(@PathVariable @Min(1) long id) {
        return new MigrationReport(compare.report(id));
    }

    @GetMapping("/agreement")
    AgreementView agreement(@PathVariable @Min(1) long id) {
        CompareMigration.Agreement found = compare.agreement(id);
        return new AgreementView(
                found.day(),
                found.agree(),
                found.sums().stream().map(SumsView::of).toList());
    }

    /** @param after the last line already seen */
    @GetMapping("/disagreements")
    DisagreementPage disagreements(
            @PathVariable @Min(1) long id,
            @RequestParam(defaultValue = "0") @Min(0) int after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int size) {
        List<Disagreement> found = compare.disagreements(id, after, size);
        return new DisagreementPage(
                found, found.size() < size ? null : found.getLast().line());
    }
}
