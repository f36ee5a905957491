package io.jiaxiao.risk.rulebook.domain;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compiles the expressions of one scene: CEL with every word typed, without macros and so without loops, so that an
 * expression ends, has no side effect and costs microseconds whatever an operator types.
 */
public final class Expressions {

    /** In characters; longer ones nobody can approve by reading. */
    public static final int LONGEST = 2000;

    private static final int DEEPEST = 32;
    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .enableComprehension(false)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private final Words words;
    private final CelCompiler compiler;

    public Expressions(Vocabulary vocabulary) {
        this.words = new Words(vocabulary);
        this.compiler = compiler(vocabulary);
    }

    private static CelCompiler compiler(Vocabulary vocabulary) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setResultType(SimpleType.BOOL)
                .addVar("hour", SimpleType.INT)
                .addVar("weekday", SimpleType.INT);
        for (String text : List.of("eventId", "personId", "device", "mobileIndex", "ip", "schoolId")) {
            builder.addVar(text, SimpleType.STRING);
        }
        for (Dimension dimension : Dimension.values()) {
            builder.addVar(dimension.blockedWord(), SimpleType.BOOL);
            builder.addVar(dimension.allowedWord(), SimpleType.BOOL);
        }
        builder.addVar("blocked.any", SimpleType.BOOL).addVar("allowed.any", SimpleType.BOOL);
        vocabulary.facts().forEach(fact -> builder.addVar("facts." + fact.name(), type(fact.type())));
        vocabulary.windows().forEach(window -> builder.addVar("windows." + window.name(), SimpleType.INT));
        return builder.build();
    }

    private static CelType type(FactType type) {
        return switch (type) {
            case INT -> SimpleType.INT;
            case TEXT -> SimpleType.STRING;
            case BOOL -> SimpleType.BOOL;
        };
    }

    public Compilation compile(String text) {
        if (text.length() > LONGEST) {
            return refused(1, LONGEST, "表达式最长 " + LONGEST + " 个字符");
        }
        CelValidationResult result = compiler.compile(text);
        if (result.hasError()) {
            List<Compilation.Fault> faults = result.getErrors().stream()
                    .map(issue -> new Compilation.Fault(
                            Math.max(1, issue.getSourceLocation().getLine()),
                            Math.max(0, issue.getSourceLocation().getColumn()) + 1,
                            issue.getMessage()))
                    .toList();
            return faults.isEmpty() ? refused(1, 1, "无法识别的表达式") : new Compilation.Refused(faults);
        }
        try {
            CelAbstractSyntaxTree tree = result.getAst();
            return new Compilation.Compiled(new Expression(RUNTIME.createProgram(tree), words(tree), words));
        } catch (CelValidationException | CelEvaluationException e) {
            return refused(1, 1, "无法识别的表达式");
        }
    }

    private static Compilation refused(int line, int column, String message) {
        return new Compilation.Refused(List.of(new Compilation.Fault(line, column, message)));
    }

    private static Set<String> words(CelAbstractSyntaxTree tree) {
        return tree.getReferenceMap().values().stream()
                .filter(reference -> reference.overloadIds().isEmpty())
                .map(reference -> reference.name())
                .collect(Collectors.toUnmodifiableSet());
    }
}
