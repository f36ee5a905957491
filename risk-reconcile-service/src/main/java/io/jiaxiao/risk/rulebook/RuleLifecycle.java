package io.jiaxiao.risk.rulebook;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.risk.reload.Revisions;
import io.jiaxiao.risk.reload.Revisions.Kept;
import io.jiaxiao.risk.rulebook.domain.Compilation;
import io.jiaxiao.risk.rulebook.domain.Expression;
import io.jiaxiao.risk.rulebook.domain.Expressions;
import io.jiaxiao.risk.rulebook.domain.Mode;
import io.jiaxiao.risk.rulebook.domain.Rule;
import io.jiaxiao.risk.rulebook.domain.RuleText;
import io.jiaxiao.risk.rulebook.domain.RuleVersion;
import io.jiaxiao.risk.rulebook.domain.VersionState;
import io.jiaxiao.risk.rulebook.store.DefinitionStore;
import io.jiaxiao.risk.rulebook.store.RuleStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * From a draft to a rule in force and back (requirement K2): written by one person, approved by another, rolled back to
 * what was approved before. What was submitted never changes again.
 */
@Service
@Transactional
public class RuleLifecycle {

    private final RuleStore rules;
    private final DefinitionStore definitions;
    private final Revisions revisions;
    private final AuditTrail audit;
    private final Clock clock;

    RuleLifecycle(RuleStore rules, DefinitionStore definitions, Revisions revisions, AuditTrail audit, Clock clock) {
        this.rules = rules;
        this.definitions = definitions;
        this.revisions = revisions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A rule with its first draft. It observes until somebody lets it decide.
     *
     * @throws io.jiaxiao.kernel.RefusedException 409 for a code there is, 422 for an expression that is none, with the
     *     place of the error
     */
    public RuleVersion create(Caller author, String code, Scene scene, String title, RuleText text) {
        compile(scene, text.expression());
        try {
            rules.insert(new Rule(code, scene, title, Mode.OBSERVE, null, now()));
        } catch (DuplicateKeyException e) {
            throw Refusals.CODE_TAKEN.asException();
        }
        return draft(author, code, text);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404, or 422 for an expression that is none */
    public RuleVersion draft(Caller author, String code, RuleText text) {
        compile(rule(code).scene(), text.expression());
        revisions.moved(Kept.RULES);
        int version = rules.draft(code, text, author.id(), now());
        audit(author, "RISK_RULE_DRAFT", code, null, Map.of("version", version, "text", text), null);
        return version(code, version);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404, 403 for another's draft, 409 for what is no draft, 422 as above */
    public RuleVersion edit(Caller author, String code, int version, RuleText text) {
        compile(rule(code).scene(), text.expression());
        RuleVersion before = version(code, version);
        if (!rules.edit(code, version, text, author.id(), now())) {
            throw whyNotDraft(before, author).asException();
        }
        audit(author, "RISK_RULE_EDIT", code, before.text(), Map.of("version", version, "text", text), null);
        return version(code, version);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404, 403 for another's draft, 409 for what is no draft */
    public RuleVersion submit(Caller author, String code, int version) {
        RuleVersion before = version(code, version);
        if (!rules.submit(code, version, author.id(), now())) {
            throw whyNotDraft(before, author).asException();
        }
        audit(author, "RISK_RULE_SUBMIT", code, null, Map.of("version", version), null);
        return version(code, version);
    }

    /**
     * Puts a version in force, in the mode the rule has.
     *
     * @throws io.jiaxiao.kernel.RefusedException 403 for its author, 409 when it does not wait for approval, 422 when it
     *     does not compile any more
     */
    public RuleVersion approve(Caller approver, String code, int version, @Nullable String remark) {
        revisions.moved(Kept.RULES);
        Rule rule = rule(code);
        compile(rule.scene(), version(code, version).text().expression());
        decide(approver, code, version, VersionState.APPROVED, remark);
        rules.live(code, version);
        audit(approver, "RISK_RULE_APPROVE", code, liveBefore(rule), Map.of("live", version), remark);
        return version(code, version);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 403 for its author, 409 when it does not wait for approval */
    public RuleVersion reject(Caller approver, String code, int version, String reason) {
        decide(approver, code, version, VersionState.REJECTED, reason);
        audit(approver, "RISK_RULE_REJECT", code, null, Map.of("version", version), reason);
        return version(code, version);
    }

    private void decide(Caller by, String code, int version, VersionState end, @Nullable String reason) {
        RuleVersion before = version(code, version);
        if (before.state() == VersionState.SUBMITTED && before.author().equals(by.id())) {
            throw Refusals.OWN_VERSION.asException();
        }
        if (!rules.decide(code, version, end, by.id(), reason, now())) {
            throw Refusals.NOT_SUBMITTED.asException();
        }
    }

    /** Lets a rule decide, observe, or neither; at once and by one person, since an attack does not wait for two. */
    public Rule mode(Caller caller, String code, Mode mode, String reason) {
        revisions.moved(Kept.RULES);
        Rule before = rule(code);
        rules.mode(code, mode);
        audit(caller, "RISK_RULE_MODE", code, Map.of("mode", before.mode()), Map.of("mode", mode), reason);
        return rule(code);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 409 for a rule of which nothing is in force */
    public Rule retire(Caller caller, String code, String reason) {
        revisions.moved(Kept.RULES);
        Rule before = rule(code);
        if (before.live() == null) {
            throw Refusals.NOT_LIVE.asException();
        }
        rules.live(code, null);
        audit(caller, "RISK_RULE_RETIRE", code, liveBefore(before), null, reason);
        return rule(code);
    }

    /**
     * Puts a version in force that was approved before; that approval still counts.
     *
     * @throws io.jiaxiao.kernel.RefusedException 409 for one that never was approved, or is in force; 422 when it does not
     *     compile any more
     */
    public Rule rollBack(Caller caller, String code, int version, String reason) {
        revisions.moved(Kept.RULES);
        Rule before = rule(code);
        RuleVersion wanted = version(code, version);
        if (wanted.state() != VersionState.APPROVED) {
            throw Refusals.NOT_APPROVED.asException();
        }
        if (Integer.valueOf(version).equals(before.live())) {
            throw Refusals.ALREADY_LIVE.asException();
        }
        compile(before.scene(), wanted.text().expression());
        rules.live(code, version);
        audit(caller, "RISK_RULE_ROLL_BACK", code, liveBefore(before), Map.of("live", version), reason);
        return rule(code);
    }

    private Expression compile(Scene scene, String text) {
        return switch (new Expressions(definitions.vocabulary(scene)).compile(text)) {
            case Compilation.Compiled(Expression expression) -> expression;
            case Compilation.Refused refused -> throw Refusals.wrong(refused).asException();
        };
    }

    private static Refusal whyNotDraft(RuleVersion version, Caller author) {
        return version.state() == VersionState.DRAFT && !version.author().equals(author.id())
                ? Refusals.ANOTHERS_DRAFT
                : Refusals.NOT_A_DRAFT;
    }

    private Rule rule(String code) {
        return rules.rule(code).orElseThrow(Refusals.RULE_UNKNOWN::asException);
    }

    private RuleVersion version(String code, int version) {
        return rules.version(code, version).orElseThrow(Refusals.VERSION_UNKNOWN::asException);
    }

    private static Map<String, Object> liveBefore(Rule rule) {
        Map<String, Object> live = new HashMap<>();
        live.put("live", rule.live());
        return live;
    }

    private void audit(
            Caller caller,
            String action,
            String code,
            @Nullable Object before,
            @Nullable Object after,
            @Nullable String reason) {
        audit.record(caller, action, new AuditTrail.Subject("risk-rule", code), before, after, reason);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
