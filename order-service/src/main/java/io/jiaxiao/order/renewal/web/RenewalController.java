package io.jiaxiao.order.renewal.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.renewal.OperateRenewals;
import io.jiaxiao.order.renewal.PreviewRenewal;
import io.jiaxiao.order.renewal.RenewalWish;
import io.jiaxiao.order.renewal.domain.RenewalRow;
import io.jiaxiao.order.renewal.store.RenewalRows;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators renew a child, classes or whole schools (用户/班级续订). The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/renewals")
class RenewalController {

    private static final String ID = "[A-Za-z0-9]{1,32}";
    private static final LocalDate EARLIEST = LocalDate.of(2020, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);
    private static final Refusal ONE_OF_THREE =
            Refusal.invalid("INVALID_REQUEST", "childId、classIds 与 schoolIds 应填且只填一个");
    private static final Refusal OUT_OF_RANGE = Refusal.invalid("TIME_OUT_OF_RANGE", "日期应在 2020 至 2100 年之间");

    private final PreviewRenewal preview;
    private final OperateRenewals operate;
    private final Clock clock;

    RenewalController(PreviewRenewal preview, OperateRenewals operate, Clock clock) {
        this.preview = preview;
        this.operate = operate;
        this.clock = clock;
    }

    /**
     * @param childId  or {@code classIds}, or {@code schoolIds}, one of them
     * @param endingBy only what is paid through this day or less is renewed
     */
    record PreviewRequest(
            @Nullable @Pattern(regexp = ID) String childId,
            @Nullable @Size(min = 1, max = 100) List<@NotNull @Pattern(regexp = ID) String> classIds,
            @Nullable @Size(min = 1, max = 500) List<@NotNull @Pattern(regexp = "[0-9]{1,18}") String> schoolIds,
            @NotNull @Pattern(regexp = "[A-Z0-9_]{1,40}") String planCode,
            @NotNull LocalDate endingBy) {

        RenewalWish whom() {
            return RenewalController.whom(childId, classIds, schoolIds, planCode, endingBy);
        }
    }

    /** @param settlement by what the money is settled outside, e.g. the number of the school's contract */
    record RenewalRequest(
            @Nullable @Pattern(regexp = ID) String childId,
            @Nullable @Size(min = 1, max = 100) List<@NotNull @Pattern(regexp = ID) String> classIds,
            @Nullable @Size(min = 1, max = 500) List<@NotNull @Pattern(regexp = "[0-9]{1,18}") String> schoolIds,
            @NotNull @Pattern(regexp = "[A-Z0-9_]{1,40}") String planCode,
            @NotNull LocalDate endingBy,
            @NotBlank @Size(min = 2, max = 100) String settlement,
            @NotBlank @Size(min = 2, max = 200) String reason) {

        RenewalWish whom() {
            return RenewalController.whom(childId, classIds, schoolIds, planCode, endingBy);
        }
    }

    record CancelRequest(@NotBlank @Size(min = 2, max = 200) String reason) {}

    @PostMapping("/previews")
    RenewalPreview preview(@Valid @RequestBody PreviewRequest request) {
        return RenewalPreview.of(preview.of(request.whom()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    RenewalView start(
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}") String key,
            @Valid @RequestBody RenewalRequest request,
            Caller caller) {
        return RenewalView.of(
                operate.start(
                        caller, key, new OperateRenewals.Wish(request.whom(), request.settlement(), request.reason())),
                clock.instant());
    }

    /** Newest first. */
    @GetMapping
    RenewalPage list(
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return new RenewalPage(
                operate.page((long) page * size, size).stream()
                        .map(one -> RenewalView.of(one, clock.instant()))
                        .toList(),
                page,
                size);
    }

    @GetMapping("/{id}")
    RenewalView one(@PathVariable @Min(1) long id) {
        return RenewalView.of(operate.find(id), clock.instant());
    }

    /** @param after the last child already seen */
    @GetMapping("/{id}/rows")
    RowPage rows(
            @PathVariable @Min(1) long id,
            @RequestParam(required = false) RenewalRow.@Nullable State state,
            @RequestParam(required = false) RenewalRow.@Nullable Undo undo,
            @RequestParam(required = false) @Pattern(regexp = "[A-Z_]{1,32}") @Nullable String why,
            @RequestParam(defaultValue = "") @Pattern(regexp = "[A-Za-z0-9]{0,32}") String after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int size) {
        List<RenewalRow> found = operate.rows(id, new RenewalRows.Filter(state, undo, why), after, size);
        return new RowPage(
                found.stream().map(RowView::of).toList(),
                found.size() < size ? null : found.getLast().childId());
    }

    @PostMapping("/{id}/cancellations")
    RenewalView cancel(@PathVariable @Min(1) long id, @Valid @RequestBody CancelRequest request, Caller caller) {
        return RenewalView.of(operate.cancel(caller, id, request.reason()), clock.instant());
    }

    record RenewalPage(List<RenewalView> items, int page, int size) {}

    /** @param next what to ask the next page with; missing after the last one */
    record RowPage(List<RowView> items, @Nullable String next) {}

    /**
     * @param why     stable code of the reason; missing unless skipped
     * @param undo    what became of it when the renewal was taken back; missing unless it was
     * @param undoWhy stable code of the reason; missing unless kept then
     */
    record RowView(
            String childId,
            String classId,
            RenewalRow.State state,
            @Nullable String why,
            @Nullable String purchaseId,
            @Nullable LocalDate after,
            @Nullable LocalDate through,
            @Nullable Long amountFen,
            RenewalRow.@Nullable Undo undo,
            @Nullable String undoWhy) {

        static RowView of(RenewalRow row) {
            Long purchaseId = row.purchaseId();
            return new RowView(
                    row.childId(),
                    row.classId(),
                    row.state(),
                    row.why(),
                    purchaseId == null ? null : Long.toString(purchaseId),
                    row.after(),
                    row.through(),
                    row.amountFen(),
                    row.undo(),
                    row.undoWhy());
        }
    }

    private static RenewalWish whom(
            @Nullable String childId,
            @Nullable List<String> classIds,
            @Nullable List<String> schoolIds,
            String planCode,
            LocalDate endingBy) {
        if (Stream.of(childId, classIds, schoolIds).filter(Objects::nonNull).count() != 1) {
            throw ONE_OF_THREE.asException();
        }
        if (endingBy.isBefore(EARLIEST) || endingBy.isAfter(LATEST)) {
            throw OUT_OF_RANGE.asException();
        }
        return new RenewalWish(
                childId,
                classIds == null ? List.of() : classIds,
                schoolIds == null ? List.of() : schoolIds,
                planCode,
                endingBy);
    }
}
