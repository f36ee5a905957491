package io.jiaxiao.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.HashSet;
import java.util.Set;

/** Null-safety is a promise per package; one that forgets it is not checked at all. */
final class ClassPackages {

    private static final String NULL_MARKED = "org.jspecify.annotations.NullMarked";

    private ClassPackages() {}

    static ArchRule areNullMarked() {
        return ArchRuleDefinition.classes()
                .should(new LiveInNullMarkedPackage())
                .as("every package is @NullMarked");
    }

    private static final class LiveInNullMarkedPackage extends ArchCondition<JavaClass> {

        private final Set<String> told = new HashSet<>();

        LiveInNullMarkedPackage() {
            super("live in a @NullMarked package");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            String name = type.getPackageName();
            boolean marked = type.getPackage()
                    .tryGetPackageInfo()
                    .map(info -> info.isAnnotatedWith(NULL_MARKED))
                    .orElse(false);
            if (!marked && told.add(name)) {
                events.add(SimpleConditionEvent.violated(type, name + " has no package-info with @NullMarked"));
            }
        }
    }
}
