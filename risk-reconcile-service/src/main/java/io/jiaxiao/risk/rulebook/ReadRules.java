package io.jiaxiao.risk.rulebook;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.risk.rulebook.domain.Compilation;
import io.jiaxiao.risk.rulebook.domain.Expression;
import io.jiaxiao.risk.rulebook.domain.Expressions;
import io.jiaxiao.risk.rulebook.domain.Rule;
import io.jiaxiao.risk.rulebook.domain.RuleVersion;
import io.jiaxiao.risk.rulebook.domain.Vocabulary;
import io.jiaxiao.risk.rulebook.store.DefinitionStore;
import io.jiaxiao.risk.rulebook.store.RuleStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Rules as operators read and try them; says what the database says, not what this instance has in memory. */
@Service
public class ReadRules {

    private final RuleStore rules;
    private final DefinitionStore definitions;

    ReadRules(RuleStore rules, DefinitionStore definitions) {
        this.rules = rules;
        this.definitions = definitions;
    }

    /** @param scene null for all */
    public List<Rule> rules(@Nullable Scene scene, int page, int size) {
        return rules.rules(scene, (long) page * size, size);
    }

    public long count(@Nullable Scene scene) {
        return rules.count(scene);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    public Rule rule(String code) {
        return rules.rule(code).orElseThrow(Refusals.RULE_UNKNOWN::asException);
    }

    /** Newest first. */
    public List<RuleVersion> versions(String code) {
        return rules.versions(code);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    public RuleVersion version(String code, int version) {
        return rules.version(code, version).orElseThrow(Refusals.VERSION_UNKNOWN::asException);
    }

    public Vocabulary vocabulary(Scene scene) {
        return definitions.vocabulary(scene);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 422 with the place of the error */
    public Expression compile(Scene scene, String text) {
        return switch (new Expressions(definitions.vocabulary(scene)).compile(text)) {
            case Compilation.Compiled(Expression expression) -> expression;
            case Compilation.Refused refused -> throw Refusals.wrong(refused).asException();
        };
    }
}
