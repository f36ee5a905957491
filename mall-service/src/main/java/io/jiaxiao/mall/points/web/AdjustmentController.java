package io.jiaxiao.mall.points.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.points.adjustment.AdjustAccount;
import io.jiaxiao.mall.points.adjustment.Adjustment;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operators give and take points; above a limit two of them. */
@RestController
@RequestMapping("/admin/v1/points/adjustments")
class AdjustmentController {

    private static final Refusal NOTHING = Refusal.invalid("INVALID_REQUEST", "points 不能为 0");

    private final AdjustAccount adjustments;

    AdjustmentController(AdjustAccount adjustments) {
        this.adjustments = adjustments;
    }

    @PostMapping
    AdjustmentView request(
            @RequestHeader("Idempotency-Key") @Pattern(regexp = Keys.FORM, message = Keys.MESSAGE) String key,
            @Valid @RequestBody AdjustmentRequest request,
            Caller caller) {
        if (request.points() == 0) {
            throw NOTHING.asException();
        }
        return AdjustmentView.of(adjustments.request(
                caller,
                key,
                new AdjustAccount.Wanted(
                        Numbers.of("personId", request.personId()),
                        request.line(),
                        request.points(),
                        request.reason())));
    }

    @PostMapping("/{id}/approve")
    AdjustmentView approve(@PathVariable long id, @Valid @RequestBody ReasonRequest request, Caller caller) {
        return AdjustmentView.of(adjustments.approve(caller, id, request.reason()));
    }

    @PostMapping("/{id}/reject")
    AdjustmentView reject(@PathVariable long id, @Valid @RequestBody ReasonRequest request, Caller caller) {
        return AdjustmentView.of(adjustments.reject(caller, id, request.reason()));
    }

    @GetMapping
    List<AdjustmentView> list(
            @RequestParam(required = false) Adjustment.@Nullable State state,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return adjustments.page(state, page, size).stream()
                .map(AdjustmentView::of)
                .toList();
    }
}
