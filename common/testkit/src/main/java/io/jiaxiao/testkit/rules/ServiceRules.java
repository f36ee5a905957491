package io.jiaxiao.testkit.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.metaAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about compiled classes. Each can be evaluated alone; annotations are named as text, so the testkit needs none. */
final class ServiceRules {

    private static final String CONTROLLER = "org.springframework.stereotype.Controller";
    private static final String ADVICE = "org.springframework.web.bind.annotation.ControllerAdvice";
    private static final String MAPPER = "com.baomidou.mybatisplus.core.mapper.BaseMapper";
    private static final String TABLE = "com.baomidou.mybatisplus.annotation.TableName";

    private ServiceRules() {}

    /** What a service obeys. */
    static List<ArchRule> all(String root) {
        return Stream.concat(
                        everywhere().stream(),
                        Stream.of(
                                domainIsPlainJava(),
                                domainHasNoClockNorChance(),
                                timeComesFromTheClock(),
                                rowsStayInTheStore(),
                                onlyTheStoreKnowsMyBatis(),
                                controllersLiveInWeb(),
                                controllersAreNotPublic(),
                                nothingStaticCanChange(),
                                onlyCommonAndOwn(root)))
                .toList();
    }

    /** What all main code obeys, the starter and the tools too. */
    static List<ArchRule> everywhere() {
        return List.of(
                nothingIsInjectedIntoFields(),
                noOldDates(),
                noPrintingToTheConsole(),
                nobodySleeps(),
                ClassPackages.areNullMarked());
    }

    /** What a package says about itself is not code: a domain may be declared part of its feature's public face. */
    static ArchRule domainIsPlainJava() {
        return noClasses()
                .that()
                .resideInAPackage("..domain..")
                .and(not(simpleName("package-info")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "org.springframework..",
                                "com.baomidou..",
                                "org.apache..",
                                "java.sql..",
                                "javax.sql..",
                                "java.net..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "jakarta..",
                                "tools.jackson..",
                                "com.fasterxml..",
                                "io.jiaxiao.starter..",
                                "org.slf4j..")
                        .or(ioButNotSerialization()))
                .as("domain is plain Java: no Spring, no MyBatis, no IO, no wire formats");
    }

    static ArchRule domainHasNoClockNorChance() {
        return noClasses()
                .that()
                .resideInAPackage("..domain..")
                .should()
                .callMethodWhere(Calls.askForTime())
                .orShould()
                .callMethodWhere(Calls.readClock())
                .orShould()
                .callMethodWhere(Calls.drawAtRandom())
                .as("domain is told the time and gets its random numbers: it asks for neither");
    }

    static ArchRule timeComesFromTheClock() {
        return noClasses()
                .should()
                .callMethodWhere(Calls.askForTime())
                .as("time comes from the injected Clock, never from now() without one");
    }

    static ArchRule rowsStayInTheStore() {
        return classes()
                .that(annotatedWith(TABLE).<JavaClass>forSubtype().or(assignableTo(MAPPER)))
                .should()
                .resideInAPackage("..store..")
                .andShould()
                .onlyHaveDependentClassesThat(resideInAPackage("..store.."))
                .as("rows and mappers live in store and never leave it");
    }

    static ArchRule onlyTheStoreKnowsMyBatis() {
        return noClasses()
                .that(not(resideInAPackage("..store..")))
                .and(not(metaAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")))
                .and(not(metaAnnotatedWith("org.springframework.context.annotation.Configuration")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "com.baomidou..",
                        "org.apache.ibatis..",
                        "org.mybatis..",
                        "org.springframework.jdbc..",
                        "java.sql.."))
                .as("only store speaks SQL; configuration may set it up");
    }

    static ArchRule controllersLiveInWeb() {
        return classes()
                .that(metaAnnotatedWith(CONTROLLER).or(metaAnnotatedWith(ADVICE)))
                .should()
                .resideInAPackage("..web..")
                .as("controllers live in web");
    }

    static ArchRule controllersAreNotPublic() {
        return classes()
                .that(metaAnnotatedWith(CONTROLLER))
                .should()
                .notBePublic()
                .as("controllers are package-private: nobody but Spring calls them");
    }

    static ArchRule onlyCommonAndOwn(String root) {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.jiaxiao..")
                        .and(not(resideInAnyPackage(
                                root + "..", "io.jiaxiao.kernel..", "io.jiaxiao.contracts..", "io.jiaxiao.starter.."))))
                .as("a service imports common and itself, never another service nor a tool");
    }

    static ArchRule nothingIsInjectedIntoFields() {
        return noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .as("collaborators come through the constructor");
    }

    static ArchRule noOldDates() {
        return noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe("java.util.Date and its kin", ServiceRules::oldDate))
                .as("java.time instead of Date, Calendar and SimpleDateFormat");
    }

    static ArchRule noPrintingToTheConsole() {
        return noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(Calls.printStackTrace())
                .as("logs go to the logger, not to System.out");
    }

    static ArchRule nobodySleeps() {
        return noClasses()
                .should()
                .callMethodWhere(Calls.sleep())
                .as("delayed work is a row in the scheduler or a timed wait, never a sleeping thread");
    }

    static ArchRule nothingStaticCanChange() {
        return fields().that()
                .areStatic()
                .and(not(DescribedPredicate.describe(
                        "synthetic", field -> field.getModifiers().contains(JavaModifier.SYNTHETIC))))
                .should()
                .beFinal()
                .as("nothing static can change: two instances of a service share no state");
    }

    private static DescribedPredicate<JavaClass> ioButNotSerialization() {
        return resideInAPackage("java.io").and(not(DescribedPredicate.describe("serialization", type -> List.of(
                        "java.io.Serializable", "java.io.Serial", "java.io.ObjectInputStream")
                .contains(type.getFullName()))));
    }

    private static boolean oldDate(JavaClass type) {
        return List.of(
                        "java.util.Date",
                        "java.util.Calendar",
                        "java.util.GregorianCalendar",
                        "java.text.SimpleDateFormat")
                .contains(type.getFullName());
    }
}
