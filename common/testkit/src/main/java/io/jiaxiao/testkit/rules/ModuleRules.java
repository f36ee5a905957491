package io.jiaxiao.testkit.rules;

import java.util.List;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** Features of a service meet only through each other's public face, and in no circle. */
final class ModuleRules {

    private ModuleRules() {}

    static ApplicationModules modules(Class<?> application) {
        return ApplicationModules.of(application);
    }

    static List<String> violations(Class<?> application) {
        Violations found = modules(application).detectViolations();
        return found.getMessages();
    }
}
