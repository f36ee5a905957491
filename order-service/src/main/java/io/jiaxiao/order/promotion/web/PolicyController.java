package io.jiaxiao.order.promotion.web;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.promotion.OperatePolicies;
import io.jiaxiao.order.promotion.domain.Instalment;
import io.jiaxiao.order.promotion.domain.Policy;
import io.jiaxiao.order.promotion.domain.PolicyVersion;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators make promotion policies such as 订3退3. The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/promotion-policies")
class PolicyController {

    private static final String CODE = "[A-Z0-9_]{1,40}";
    private static final LocalDate EARLIEST = LocalDate.of(2020, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);
    private static final Refusal OUT_OF_RANGE =
            Refusal.invalid("TIME_OUT_OF_RANGE", "effectiveFrom 与 paidOn 应在 2020 至 2100 年之间");

    private final OperatePolicies operate;

    PolicyController(OperatePolicies operate) {
        this.operate = operate;
    }

    /** @param effectiveFrom from when on quotes are given under it */
    record Proposal(
            @NotNull @Valid PolicyTerms terms,
            @NotNull Instant effectiveFrom,
            @NotBlank @Size(min = 2, max = 200) String reason) {}

    /** @param reason in the operator's words */
    record Decision(@NotBlank @Size(min = 2, max = 200) String reason) {}

    /**
     * @param priceFen missing for the plan's list price now
     * @param paidOn   missing for today
     */
    record PreviewWish(
            @NotNull @Valid PolicyTerms terms,
            @NotNull @Pattern(regexp = CODE) String planCode,
            @Nullable @Min(1) @Max(10_000_000) Long priceFen,
            @Nullable LocalDate paidOn) {}

    record PolicyList(List<PolicyLine> items) {}

    /** By code, the highest version first. */
    @GetMapping
    PolicyList list(
            @RequestParam(required = false) @Pattern(regexp = CODE) @Nullable String code,
            @RequestParam(required = false) PolicyVersion.@Nullable State state) {
        return new PolicyList(
                operate.list(code, state).stream().map(PolicyLine::of).toList());
    }

    @GetMapping("/{code}/versions/{version}")
    PolicyLine one(@PathVariable @Pattern(regexp = CODE) String code, @PathVariable @Min(1) int version) {
        return PolicyLine.of(operate.read(code, version));
    }

    @PostMapping("/{code}/versions")
    @ResponseStatus(HttpStatus.CREATED)
    PolicyLine propose(
            @PathVariable @Pattern(regexp = CODE) String code, @Valid @RequestBody Proposal proposal, Caller caller) {
        if (proposal.effectiveFrom().isAfter(LATEST.atStartOfDay().toInstant(ZoneOffset.UTC))) {
            throw OUT_OF_RANGE.asException();
        }
        return PolicyLine.of(
                operate.propose(caller, proposal.terms().draft(code), proposal.effectiveFrom(), proposal.reason()));
    }

    @PostMapping("/{code}/versions/{version}/approve")
    PolicyLine approve(
            @PathVariable @Pattern(regexp = CODE) String code,
            @PathVariable @Min(1) int version,
            @Valid @RequestBody Decision decision,
            Caller caller) {
        return PolicyLine.of(operate.approve(caller, code, version, decision.reason()));
    }

    @PostMapping("/{code}/versions/{version}/reject")
    PolicyLine reject(
            @PathVariable @Pattern(regexp = CODE) String code,
            @PathVariable @Min(1) int version,
            @Valid @RequestBody Decision decision,
            Caller caller) {
        return PolicyLine.of(operate.reject(caller, code, version, decision.reason()));
    }

    /** Of terms that are not proposed yet. */
    @PostMapping("/{code}/previews")
    PolicyPreview preview(@PathVariable @Pattern(regexp = CODE) String code, @Valid @RequestBody PreviewWish wish) {
        return preview(wish.terms().draft(code), wish.planCode(), wish.priceFen(), wish.paidOn());
    }

    /**
     * Of a version.
     *
     * @param priceFen missing for the plan's list price now
     * @param paidOn   missing for today
     */
    @GetMapping("/{code}/versions/{version}/preview")
    PolicyPreview preview(
            @PathVariable @Pattern(regexp = CODE) String code,
            @PathVariable @Min(1) int version,
            @RequestParam @Pattern(regexp = CODE) String planCode,
            @RequestParam(required = false) @Min(1) @Max(10_000_000) @Nullable Long priceFen,
            @RequestParam(required = false) @Nullable LocalDate paidOn) {
        return preview(operate.read(code, version).version().policy(), planCode, priceFen, paidOn);
    }

    private PolicyPreview preview(Policy policy, String planCode, @Nullable Long priceFen, @Nullable LocalDate paidOn) {
        if (paidOn != null && (paidOn.isBefore(EARLIEST) || paidOn.isAfter(LATEST))) {
            throw OUT_OF_RANGE.asException();
        }
        return PolicyPreview.of(
                operate.preview(policy, planCode, priceFen == null ? null : Money.ofFen(priceFen), paidOn));
    }

    /**
     * @param inForce   whether quotes are given under it now
     * @param purchases that keep it, whatever comes after it
     */
    record PolicyLine(
            String code,
            int version,
            PolicyTerms terms,
            Instant effectiveFrom,
            PolicyVersion.State state,
            boolean inForce,
            long purchases,
            String author,
            Instant proposedAt,
            @Nullable String reason,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decisionReason) {

        static PolicyLine of(OperatePolicies.Story story) {
            PolicyVersion one = story.version();
            return new PolicyLine(
                    one.policy().code(),
                    one.policy().version(),
                    PolicyTerms.of(one.policy()),
                    one.effectiveFrom(),
                    one.state(),
                    story.inForce(),
                    story.purchases(),
                    one.author(),
                    one.proposedAt(),
                    one.reason().isEmpty() ? null : one.reason(),
                    one.decidedBy(),
                    one.decidedAt(),
                    one.decisionReason());
        }
    }

    /**
     * If it were paid that day and kept.
     *
     * @param keptFen of the price, not given back
     * @param inForce what the version in force now would give back; empty for none
     */
    record PolicyPreview(
            long priceFen,
            LocalDate paidOn,
            long totalFen,
            long keptFen,
            List<PreviewInstalment> instalments,
            List<PreviewInstalment> inForce) {

        static PolicyPreview of(OperatePolicies.Preview shown) {
            long total = shown.instalments().stream()
                    .mapToLong(each -> each.amount().fen())
                    .sum();
            return new PolicyPreview(
                    shown.price().fen(),
                    shown.paidOn(),
                    total,
                    shown.price().fen() - total,
                    shown.instalments().stream().map(PreviewInstalment::of).toList(),
                    shown.now().stream().map(PreviewInstalment::of).toList());
        }
    }

    /** @param dueOn first business day on which it comes back */
    record PreviewInstalment(int no, LocalDate dueOn, long amountFen) {

        static PreviewInstalment of(Instalment one) {
            return new PreviewInstalment(one.no(), one.dueOn(), one.amount().fen());
        }
    }
}
