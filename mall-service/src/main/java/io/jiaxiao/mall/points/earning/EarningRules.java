package io.jiaxiao.mall.points.earning;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.points.earning.store.RuleStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Operators keep the rules. Every change leaves an audit row. */
@Service
public class EarningRules {

    private static final Refusal UNKNOWN = Refusal.notFound("EARNING_RULE_UNKNOWN", "没有这条积分规则");
    private static final Refusal EXISTS = Refusal.conflict("EARNING_RULE_EXISTS", "该产品线的同一事件在同一生效时间已有规则");
    private static final Refusal CHANGED = Refusal.conflict("CHANGED_MEANWHILE", "该规则已被他人修改，请刷新后重试");

    private final RuleStore store;
    private final AuditTrail audit;

    EarningRules(RuleStore store, AuditTrail audit) {
        this.store = store;
        this.audit = audit;
    }

    public List<EarningRule> all() {
        return store.all();
    }

    /** @throws io.jiaxiao.kernel.RefusedException 409 when there is one from the same moment */
    @Transactional
    public EarningRule add(Caller operator, EarningRule rule, String reason) {
        try {
            store.insert(rule);
        } catch (DuplicateKeyException e) {
            throw EXISTS.asException();
        }
        audit.record(operator, "ADD_EARNING_RULE", subject(rule.id()), null, rule, reason);
        return rule;
    }

    /**
     * @param wanted with the version that was looked at; line, event and beginning stay as they are
     * @throws io.jiaxiao.kernel.RefusedException 404, or 409 when it was changed since
     */
    @Transactional
    public EarningRule change(Caller operator, EarningRule wanted, String reason) {
        EarningRule before = store.find(wanted.id()).orElseThrow(UNKNOWN::asException);
        var after = new EarningRule(
                before.id(),
                before.line(),
                before.event(),
                wanted.title(),
                wanted.points(),
                wanted.dailyCap(),
                wanted.validDays(),
                wanted.validYears(),
                wanted.enabled(),
                before.effectiveFrom(),
                wanted.effectiveTill(),
                wanted.version() + 1);
        if (!store.update(after)) {
            throw CHANGED.asException();
        }
        audit.record(operator, "CHANGE_EARNING_RULE", subject(after.id()), before, after, reason);
        return after;
    }

    private static AuditTrail.Subject subject(long id) {
        return new AuditTrail.Subject("EARNING_RULE", Long.toString(id));
    }
}
