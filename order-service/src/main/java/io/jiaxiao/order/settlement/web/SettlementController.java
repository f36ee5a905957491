package io.jiaxiao.order.settlement.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.settlement.OperateSettlements;
import io.jiaxiao.order.settlement.domain.Channel;
import io.jiaxiao.order.settlement.domain.Difference;
import io.jiaxiao.order.settlement.domain.DifferenceKind;
import io.jiaxiao.order.settlement.domain.FoundDifference;
import io.jiaxiao.order.settlement.domain.Settlement;
import io.jiaxiao.order.settlement.domain.SettlementState;
import io.jiaxiao.order.settlement.domain.Side;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators read daily settlements (对账). The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/settlements")
class SettlementController {

    private static final LocalDate EARLIEST = LocalDate.of(2020, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);
    private static final Refusal OUT_OF_RANGE = Refusal.invalid("TIME_OUT_OF_RANGE", "日期应在 2020 至 2100 年之间");

    private final OperateSettlements operate;

    SettlementController(OperateSettlements operate) {
        this.operate = operate;
    }

    /**
     * One side of a day. Of the carrier there are counts only.
     *
     * @param inCount   payments, or orders begun
     * @param backCount refunds, or orders ended
     */
    record SideView(long inCount, long inFen, long backCount, long backFen, long netFen) {

        static SideView of(Side side) {
            return new SideView(side.inCount(), side.inFen(), side.backCount(), side.backFen(), side.netFen());
        }
    }

    /**
     * @param theirs    by the partner's file
     * @param ours      by our books
     * @param waitsFor  why there is no file yet; missing where there is one
     * @param comparedAt missing before the file came
     */
    record SettlementView(
            Channel channel,
            LocalDate day,
            SettlementState state,
            SideView theirs,
            SideView ours,
            int openDifferences,
            @Nullable String waitsFor,
            @Nullable Instant comparedAt) {

        static SettlementView of(Settlement one) {
            return new SettlementView(
                    one.channel(),
                    one.day(),
                    one.state(),
                    SideView.of(one.theirs()),
                    SideView.of(one.ours()),
                    one.openDifferences(),
                    one.lastCode().isEmpty() ? null : one.lastCode(),
                    one.comparedAt());
        }
    }

    record SettlementPage(List<SettlementView> items, int page, int size) {}

    /**
     * @param subject number of the payment, refund or order it is about
     * @param goneAt  when it was no longer found, e.g. since it was put right; missing while it is open
     */
    record DifferenceView(
            String id,
            DifferenceKind kind,
            String subject,
            @Nullable Long theirsFen,
            @Nullable Long oursFen,
            String detail,
            Instant foundAt,
            @Nullable Instant goneAt) {

        static DifferenceView of(FoundDifference found) {
            Difference difference = found.difference();
            return new DifferenceView(
                    Long.toString(found.id()),
                    difference.kind(),
                    difference.subject(),
                    difference.theirsFen(),
                    difference.oursFen(),
                    difference.detail(),
                    found.found(),
                    found.gone());
        }
    }

    /** @param nextCursor missing on the last page */
    record DifferencePage(List<DifferenceView> items, @Nullable String nextCursor) {}

    /** @param reason in the operator's words */
    record Again(@NotBlank @Size(min = 2, max = 200) String reason) {}

    /** Newest day first. */
    @GetMapping
    SettlementPage list(
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate day,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        LocalDate asked = day == null ? null : within(day);
        return new SettlementPage(
                operate.page(channel, asked, (long) page * size, size).stream()
                        .map(SettlementView::of)
                        .toList(),
                page,
                size);
    }

    /** In the order they were found. */
    @GetMapping("/{channel}/{day}/differences")
    DifferencePage differences(
            @PathVariable Channel channel,
            @PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(defaultValue = "0") @Min(0) long cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int size) {
        List<FoundDifference> found = operate.differences(channel, within(day), open, cursor, size + 1);
        List<FoundDifference> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Long.toString(page.getLast().id()) : null;
        return new DifferencePage(page.stream().map(DifferenceView::of).toList(), next);
    }

    /** With the next round; the same books give the same result. */
    @PostMapping("/{channel}/{day}/recomparisons")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SettlementView again(
            @PathVariable Channel channel,
            @PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            @Valid @RequestBody Again request,
            Caller caller) {
        return SettlementView.of(operate.again(caller, channel, within(day), request.reason()));
    }

    private static LocalDate within(LocalDate day) {
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
            throw OUT_OF_RANGE.asException();
        }
        return day;
    }
}
