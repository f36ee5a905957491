package io.jiaxiao.risk.rulebook;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.risk.reload.Revisions;
import io.jiaxiao.risk.reload.Revisions.Kept;
import io.jiaxiao.risk.rulebook.domain.Compilation;
import io.jiaxiao.risk.rulebook.domain.Expressions;
import io.jiaxiao.risk.rulebook.domain.FactType;
import io.jiaxiao.risk.rulebook.domain.WindowDefinition;
import io.jiaxiao.risk.rulebook.store.DefinitionStore;
import io.jiaxiao.risk.rulebook.store.RuleStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is counted. A window counts from the moment it is defined; it cannot be changed, because its name is in rules. One that
 * is removed and defined again starts anew, unless it is what it was.
 */
@Service
public class DefineWindows {

    /** Each costs every decision of its scene a few microseconds in Redis. */
    static final int MOST_PER_SCENE = 40;

    private final DefinitionStore definitions;
    private final RuleStore rules;
    private final Revisions revisions;
    private final AuditTrail audit;
    private final Clock clock;

    DefineWindows(DefinitionStore definitions, RuleStore rules, Revisions revisions, AuditTrail audit, Clock clock) {
        this.definitions = definitions;
        this.rules = rules;
        this.revisions = revisions;
        this.audit = audit;
        this.clock = clock;
    }

    public List<WindowDefinition> of(Scene scene) {
        return definitions.windows(scene);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 409 for a name there is or one too many, 422 for a fact unknown */
    @Transactional
    public void define(Caller caller, WindowDefinition window) {
        revisions.moved(Kept.RULES);
        boolean summable = window.fact() == null
                || definitions.facts(window.scene()).stream()
                        .anyMatch(fact -> fact.name().equals(window.fact()) && fact.type() == FactType.INT);
        if (!summable) {
            throw Refusals.FACT_UNKNOWN.asException();
        }
        if (definitions.windows(window.scene()).size() >= MOST_PER_SCENE) {
            throw Refusals.TOO_MANY_WINDOWS.asException();
        }
        try {
            definitions.insert(window, caller.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        } catch (DuplicateKeyException e) {
            throw Refusals.WINDOW_TAKEN.asException();
        }
        audit.record(caller, "RISK_WINDOW_DEFINE", subject(window.scene(), window.name()), null, window, null);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404, or 409 while a rule that is in force uses it, whatever its mode */
    @Transactional
    public void remove(Caller caller, Scene scene, String name, String reason) {
        revisions.moved(Kept.RULES);
        WindowDefinition window = definitions.window(scene, name).orElseThrow(Refusals.WINDOW_UNKNOWN::asException);
        var expressions = new Expressions(definitions.vocabulary(scene));
        boolean used = rules.live().stream()
                .filter(rule -> rule.scene() == scene)
                .map(rule -> expressions.compile(rule.version().text().expression()))
                .anyMatch(compiled ->
                        compiled instanceof Compilation.Compiled(var expression) && expression.usesWindow(name));
        if (used) {
            throw Refusals.WINDOW_IN_USE.asException();
        }
        definitions.delete(scene, name);
        audit.record(caller, "RISK_WINDOW_REMOVE", subject(scene, name), window, null, reason);
    }

    private static AuditTrail.Subject subject(Scene scene, String name) {
        return new AuditTrail.Subject("risk-window", scene + "/" + name);
    }
}
