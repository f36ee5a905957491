package io.jiaxiao.order.promotion;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.catalogue.domain.PlanLength;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.promotion.domain.Instalment;
import io.jiaxiao.order.promotion.domain.Policy;
import io.jiaxiao.order.promotion.domain.PolicyVersion;
import io.jiaxiao.order.promotion.domain.PolicyVersion.State;
import io.jiaxiao.order.promotion.domain.Standing;
import io.jiaxiao.order.promotion.store.PolicyStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.audit.AuditTrail.Subject;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Operators make what a promotion promises, as data (O4): one proposes a version, another approves it. An approved version begins
 * in the future, so that nothing that was promised already ever changes; purchases keep the version they were made under.
 */
@Service
public class OperatePolicies {

    /** So long before its day a version has to be approved: clocks differ, and a transaction takes a moment. */
    private static final Duration LEAD = Duration.ofMinutes(1);

    private static final Refusal UNKNOWN = Refusal.notFound("POLICY_UNKNOWN", "没有这个优惠政策版本");
    private static final Refusal PLAN_UNKNOWN = Refusal.notFound("PLAN_UNKNOWN", "没有这个套餐");
    private static final Refusal NO_PRICE = Refusal.conflict("NO_PRICE", "该套餐没有标准价，请填写 priceFen");
    private static final Refusal DATE = Refusal.unprocessable("POLICY_DATE", "生效时间 effectiveFrom 须至少在一分钟之后");
    private static final Refusal DECIDED = Refusal.conflict("POLICY_DECIDED", "该版本已处理");
    private static final Refusal TAKEN = Refusal.conflict("POLICY_VERSION_TAKEN", "另一位运营人员刚提交了新版本，请刷新后重试");
    private static final Refusal SAME_OPERATOR = Refusal.forbidden("SAME_OPERATOR", "须由另一位运营人员复核");

    private final PolicyStore policies;
    private final Catalogue catalogue;
    private final AuditTrail audit;
    private final Clock clock;

    OperatePolicies(PolicyStore policies, Catalogue catalogue, AuditTrail audit, Clock clock) {
        this.policies = policies;
        this.catalogue = catalogue;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param purchases that keep it */
    public record Story(PolicyVersion version, boolean inForce, long purchases) {}

    /**
     * What a purchase of a plan would give back if it were paid that day and kept.
     *
     * @param now what the version in force would; empty for none
     */
    public record Preview(
            Policy policy, Money price, LocalDate paidOn, List<Instalment> instalments, List<Instalment> now) {}

    /** By code, the highest version first. Null for any. */
    public List<Story> list(@Nullable String code, @Nullable State state) {
        return policies.list(code, state).stream().map(this::story).toList();
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    public Story read(String code, int version) {
        return story(known(code, version));
    }

    /**
     * The next version of its code, which may be new; it waits for another operator.
     *
     * @param draft with any version number
     * @throws io.jiaxiao.kernel.RefusedException 422 its day is not in the future, or a plan sold under it has other months; 409
     *     when somebody else was quicker
     */
    @Transactional
    public Story propose(Caller operator, Policy draft, Instant effectiveFrom, String reason) {
        Instant now = now();
        Instant from = effectiveFrom.truncatedTo(ChronoUnit.MILLIS);
        requireFuture(from, now);
        requireFittingPlans(draft);
        var proposed = new PolicyVersion(
                draft.withVersion(policies.lastVersion(draft.code()) + 1),
                from,
                State.WAITING,
                operator.id(),
                now,
                reason,
                null,
                null,
                null);
        try {
            policies.insert(proposed);
        } catch (DuplicateKeyException e) {
            throw TAKEN.asException();
        }
        audit.record(operator, "PROPOSE_PROMOTION_POLICY", subject(proposed.policy()), null, proposed, reason);
        return story(proposed);
    }

    /**
     * @throws io.jiaxiao.kernel.RefusedException 404, 403 for its author, 409 when it is decided, 422 when its day has come, or a plan
     *     sold under it has other months now
     */
    @Transactional
    public Story approve(Caller operator, String code, int version, String reason) {
        PolicyVersion before = known(code, version);
        Story approved = decide(operator, before, State.APPROVED, reason);
        requireFuture(before.effectiveFrom(), now());
        requireFittingPlans(before.policy());
        return approved;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404, 403 for its author, 409 when it is decided */
    @Transactional
    public Story reject(Caller operator, String code, int version, String reason) {
        return decide(operator, known(code, version), State.REJECTED, reason);
    }

    private Story decide(Caller operator, PolicyVersion before, State to, String reason) {
        Policy policy = before.policy();
        if (before.author().equals(operator.id())) {
            throw SAME_OPERATOR.asException();
        }
        if (!policies.decide(policy.code(), policy.version(), to, operator.id(), reason, now())) {
            throw DECIDED.asException();
        }
        PolicyVersion after = known(policy.code(), policy.version());
        audit.record(
                operator,
                to + "_PROMOTION_POLICY",
                subject(policy),
                Map.of("state", before.state()),
                Map.of("state", to),
                reason);
        return story(after);
    }

    /**
     * @param price  null for the plan's list price now
     * @param paidOn null for today
     * @throws io.jiaxiao.kernel.RefusedException 404 no such plan, 409 it has no list price, 422 it has other months
     */
    @Transactional(readOnly = true)
    public Preview preview(Policy policy, String planCode, @Nullable Money price, @Nullable LocalDate paidOn) {
        Plan plan = catalogue.plan(planCode).orElseThrow(PLAN_UNKNOWN::asException);
        requireFitting(policy, plan);
        Instant now = now();
        Money paid = price == null
                ? catalogue
                        .price(plan, List.of(), PayMethod.ALIPAY, now)
                        .orElseThrow(NO_PRICE::asException)
                        .price()
                : price;
        LocalDate day = paidOn == null ? BusinessDay.of(now) : paidOn;
        return new Preview(
                policy,
                paid,
                day,
                Standing.ifPaidOn(policy, paid, day).instalments(),
                policies.inForce(policy.code(), now)
                        .map(held -> Standing.ifPaidOn(held, paid, day).instalments())
                        .orElse(List.of()));
    }

    private void requireFittingPlans(Policy policy) {
        catalogue.everything().stream()
                .flatMap(stocked -> stocked.plans().stream())
                .filter(plan -> policy.code().equals(plan.policyCode()))
                .forEach(plan -> requireFitting(policy, plan));
    }

    /** Otherwise instalments would be due after the plan has ended, or before. */
    private static void requireFitting(Policy policy, Plan plan) {
        if (!(plan.length() instanceof PlanLength.Months length) || length.months() != policy.paidMonths()) {
            throw Refusal.unprocessable(
                            "POLICY_PLAN_MONTHS",
                            "付费月数 paidMonths 为" + policy.paidMonths() + "，与套餐 " + plan.code() + " 的订期不符")
                    .asException();
        }
    }

    private static void requireFuture(Instant from, Instant now) {
        if (from.isBefore(now.plus(LEAD))) {
            throw DATE.asException();
        }
    }

    private Story story(PolicyVersion one) {
        Policy policy = one.policy();
        boolean holds = policies.inForce(policy.code(), now())
                .filter(held -> held.version() == policy.version())
                .isPresent();
        return new Story(one, holds, policies.grants(policy.code(), policy.version()));
    }

    private PolicyVersion known(String code, int version) {
        return policies.find(code, version).orElseThrow(UNKNOWN::asException);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Subject subject(Policy policy) {
        return new Subject("PROMOTION_POLICY", policy.code() + "/" + policy.version());
    }
}
