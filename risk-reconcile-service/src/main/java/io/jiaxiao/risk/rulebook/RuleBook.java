package io.jiaxiao.risk.rulebook;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.risk.alarm.RaiseAlarm;
import io.jiaxiao.risk.reload.Reloadable;
import io.jiaxiao.risk.reload.Revisions;
import io.jiaxiao.risk.reload.Revisions.Kept;
import io.jiaxiao.risk.rulebook.domain.Compilation;
import io.jiaxiao.risk.rulebook.domain.Expressions;
import io.jiaxiao.risk.rulebook.domain.LiveRule;
import io.jiaxiao.risk.rulebook.domain.Mode;
import io.jiaxiao.risk.rulebook.domain.RuleVersion;
import io.jiaxiao.risk.rulebook.domain.SceneRules;
import io.jiaxiao.risk.rulebook.domain.Vocabulary;
import io.jiaxiao.risk.rulebook.store.DefinitionStore;
import io.jiaxiao.risk.rulebook.store.RuleStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What is in force, compiled, in memory. A rule that cannot be compiled keeps what it was before, or is left out, and a
 * person is told: one broken row must not hold up the rule that stops an attack.
 */
@Service
public class RuleBook implements Reloadable {

    private final RuleStore rules;
    private final DefinitionStore definitions;
    private final Revisions revisions;
    private final RaiseAlarm alarm;
    private volatile @Nullable Loaded loaded;

    RuleBook(RuleStore rules, DefinitionStore definitions, Revisions revisions, RaiseAlarm alarm) {
        this.rules = rules;
        this.definitions = definitions;
        this.revisions = revisions;
        this.alarm = alarm;
    }

    /** What is in force for a scene at this moment. */
    public SceneRules of(Scene scene) {
        Loaded now = loaded;
        if (now == null) {
            throw new IllegalStateException("no rules were read yet");
        }
        return now.of(scene);
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public long revision() {
        Loaded now = loaded;
        return now == null ? -1 : now.revision;
    }

    @Override
    public synchronized void reloadIfMoved() {
        long revision = revisions.current(Kept.RULES);
        Loaded before = loaded;
        if (before != null && before.revision == revision) {
            return;
        }
        List<String> broken = new ArrayList<>();
        loaded = read(revision, before, broken);
        broken.forEach(code -> alarm.raise("RULE_NOT_LOADED", code, "风控规则 " + code + " 的生效版本无法加载，请检查"));
    }

    private Loaded read(long revision, @Nullable Loaded before, List<String> broken) {
        Map<Scene, List<RuleStore.Live>> live = new EnumMap<>(Scene.class);
        rules.live().forEach(rule -> live.computeIfAbsent(rule.scene(), scene -> new ArrayList<>())
                .add(rule));
        Map<Scene, SceneRules> scenes = new EnumMap<>(Scene.class);
        for (Scene scene : Scene.values()) {
            Vocabulary vocabulary = definitions.vocabulary(scene);
            var expressions = new Expressions(vocabulary);
            List<LiveRule> compiled = new ArrayList<>();
            for (RuleStore.Live rule : live.getOrDefault(scene, List.of())) {
                if (rule.mode() != Mode.OFF) {
                    compiled(rule, expressions, before, broken).ifPresent(compiled::add);
                }
            }
            scenes.put(scene, new SceneRules(vocabulary, compiled));
        }
        return new Loaded(revision, scenes);
    }

    private static Optional<LiveRule> compiled(
            RuleStore.Live rule, Expressions expressions, @Nullable Loaded before, List<String> broken) {
        RuleVersion version = rule.version();
        if (expressions.compile(version.text().expression()) instanceof Compilation.Compiled(var expression)) {
            return Optional.of(
                    new LiveRule(version.rule(), version.version(), rule.mode(), version.text(), expression));
        }
        broken.add(version.rule());
        return before == null ? Optional.empty() : before.rule(rule.scene(), version.rule());
    }

    private record Loaded(long revision, Map<Scene, SceneRules> scenes) {

        SceneRules of(Scene scene) {
            SceneRules rules = scenes.get(scene);
            if (rules == null) {
                throw new IllegalStateException("no rules for " + scene);
            }
            return rules;
        }

        Optional<LiveRule> rule(Scene scene, String code) {
            return of(scene).rules().stream()
                    .filter(rule -> rule.code().equals(code))
                    .findFirst();
        }
    }
}
