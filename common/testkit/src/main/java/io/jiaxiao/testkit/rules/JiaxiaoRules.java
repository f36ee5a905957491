package io.jiaxiao.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.modulith.core.ApplicationModules;

/**
 * {@code JiaxiaoRules.checkService(RosterApplication.class)} checks a service's main classes and sources against every
 * rule of the house and reports all that is wrong at once.
 */
public final class JiaxiaoRules {

    private JiaxiaoRules() {}

    /**
     * All rules, Spring Modulith's included.
     *
     * @param application the class with {@code @SpringBootApplication}, in the service's root package
     * @throws AssertionError naming every violation
     */
    public static void checkService(Class<?> application) {
        List<String> wrong = new ArrayList<>(violations(application, ServiceRules.all(application.getPackageName())));
        wrong.addAll(ModuleRules.violations(application));
        failOn(wrong, application);
    }

    /**
     * The rules that also hold for what is no service: the gateway, the starter, the tools.
     *
     * @param anyClass one of the main classes to check; all compiled beside it are checked
     * @throws AssertionError naming every violation
     */
    public static void checkLibrary(Class<?> anyClass) {
        failOn(violations(anyClass, ServiceRules.everywhere()), anyClass);
    }

    /** Spring Modulith's view of a service, for a test that wants more of it than {@link #checkService} asks. */
    public static ApplicationModules modules(Class<?> application) {
        return ModuleRules.modules(application);
    }

    private static List<String> violations(Class<?> anyClass, List<ArchRule> rules) {
        Path classes = compiledBeside(anyClass);
        JavaClasses imported = new ClassFileImporter().importPath(classes);
        List<String> wrong = new ArrayList<>();
        for (ArchRule rule : rules) {
            EvaluationResult result = rule.allowEmptyShould(true).evaluate(imported);
            if (result.hasViolation()) {
                wrong.add(rule.getDescription() + ":\n    "
                        + String.join("\n    ", result.getFailureReport().getDetails()));
            }
        }
        wrong.addAll(SourceRules.violations(SourceRules.sourcesOf(classes)));
        return wrong;
    }

    private static Path compiledBeside(Class<?> anyClass) {
        try {
            URL location = anyClass.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(location.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no folder of classes: " + anyClass, e);
        }
    }

    private static void failOn(List<String> wrong, Class<?> checked) {
        if (!wrong.isEmpty()) {
            throw new AssertionError(checked.getSimpleName() + " breaks rules of the house (" + wrong.size() + "):\n- "
                    + String.join("\n- ", wrong));
        }
    }
}
