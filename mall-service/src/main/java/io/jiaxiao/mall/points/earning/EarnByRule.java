package io.jiaxiao.mall.points.earning;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.day.BusinessDay;
import io.jiaxiao.mall.points.EarnPoints;
import io.jiaxiao.mall.points.EarnResult;
import io.jiaxiao.mall.points.LedgerDesk;
import io.jiaxiao.mall.points.earning.store.RuleStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Service;

/** A product line reports that a person did something; the rule in force decides what it is worth. */
@Service
public class EarnByRule {

    static final Refusal NO_RULE = Refusal.unprocessable("EARNING_RULE_UNKNOWN", "该业务事件没有生效的积分规则");

    private final RuleStore rules;
    private final LedgerDesk desk;
    private final Clock clock;

    EarnByRule(RuleStore rules, LedgerDesk desk, Clock clock) {
        this.rules = rules;
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * @param key      the line's own number for it: the same key is one grant
     * @param quantity how many times, at least 1
     * @param at       when it was done; the rule and the cap of that business day apply. The future counts as now
     * @throws io.jiaxiao.kernel.RefusedException 422 when no rule is in force and the key has no answer yet, 503 as the ledger says
     */
    public EarnResult earn(ProductLine line, String key, long personId, String event, long quantity, Instant at) {
        Instant now = clock.instant();
        Instant done = at.isAfter(now) ? now : at;
        return rules.inForce(line, event, done)
                .map(rule -> byRule(rule, key, personId, event, quantity, done))
                .or(() -> desk.earned(line, key, personId, event, quantity))
                .orElseThrow(NO_RULE::asException);
    }

    private EarnResult byRule(EarningRule rule, String key, long personId, String event, long quantity, Instant done) {
        LocalDate day = BusinessDay.of(done);
        return desk.earn(new EarnPoints(
                key,
                personId,
                rule.line(),
                event,
                quantity,
                Math.multiplyExact(rule.points(), quantity),
                rule.dailyCap(),
                day,
                rule.endOfALotFrom(day)));
    }
}
