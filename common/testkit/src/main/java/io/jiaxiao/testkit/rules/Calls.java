package io.jiaxiao.testkit.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;

/** Method calls the rules speak of. */
final class Calls {

    private static final Set<String> RANDOM = Set.of("random", "randomUUID", "current");

    private Calls() {}

    /** {@code Instant.now()} and all its kin of java.time without a Clock, and the clocks of System. */
    static DescribedPredicate<JavaMethodCall> askForTime() {
        return DescribedPredicate.describe("asking the machine for the time", call -> {
            CodeUnitCallTarget target = call.getTarget();
            String owner = target.getOwner().getFullName();
            boolean now = owner.startsWith("java.time.")
                    && target.getName().equals("now")
                    && target.getRawParameterTypes().stream()
                            .noneMatch(type -> type.getFullName().equals("java.time.Clock"));
            return now || owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis");
        });
    }

    /** Also an injected clock, and the one for measuring. */
    static DescribedPredicate<JavaMethodCall> readClock() {
        return DescribedPredicate.describe("reading a clock", call -> {
            String owner = call.getTarget().getOwner().getFullName();
            return owner.equals("java.time.Clock") || call.getTarget().getName().equals("nanoTime");
        });
    }

    static DescribedPredicate<JavaMethodCall> drawAtRandom() {
        return DescribedPredicate.describe("drawing at random", call -> {
            String owner = call.getTarget().getOwner().getFullName();
            boolean source = owner.equals("java.lang.Math")
                    || owner.equals("java.util.UUID")
                    || owner.equals("java.util.concurrent.ThreadLocalRandom");
            return source && RANDOM.contains(call.getTarget().getName());
        });
    }

    static DescribedPredicate<JavaMethodCall> printStackTrace() {
        return DescribedPredicate.describe(
                "printing a stack trace",
                call -> call.getTarget().getName().equals("printStackTrace")
                        && call.getTarget().getOwner().isAssignableTo(Throwable.class));
    }

    static DescribedPredicate<JavaMethodCall> sleep() {
        return DescribedPredicate.describe("sleeping", call -> {
            String owner = call.getTarget().getOwner().getFullName();
            boolean sleeper = owner.equals("java.lang.Thread") || owner.equals("java.util.concurrent.TimeUnit");
            return sleeper && call.getTarget().getName().equals("sleep");
        });
    }
}
