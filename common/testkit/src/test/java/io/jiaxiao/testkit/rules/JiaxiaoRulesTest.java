package io.jiaxiao.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule is shown to fail, alone, on one bad file in a service that is good otherwise. */
class JiaxiaoRulesTest {

    @TempDir
    private Path folder;

    private CompiledService service;

    @BeforeEach
    void aGoodService() {
        service = new CompiledService(folder);
    }

    @Test
    void aServiceThatObeys_passes() {
        assertThatCode(() -> service.check()).doesNotThrowAnyException();
    }

    @Test
    void theTestkitItself_obeys() {
        assertThatCode(() -> JiaxiaoRules.checkLibrary(JiaxiaoRules.class)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@org.springframework.stereotype.Service class Bad {}",
                "class Bad { javax.sql.DataSource source; }",
                "class Bad { java.io.File file; }",
                "class Bad { java.nio.file.Path file; }",
                "class Bad { java.net.URI address; }",
                "class Bad { tools.jackson.databind.JsonNode json; }",
                "class Bad { org.slf4j.Logger log; }"
            })
    void domainThatKnowsTheWorld_isFound(String bad) {
        foundAlone("package io.jiaxiao.school.roll.domain; " + bad, "domain is plain Java", "roll.domain.Bad");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class Bad { Object a(java.time.Clock clock) { return clock.instant(); } }",
                "class Bad { long a() { return System.nanoTime(); } }",
                "class Bad { Object a() { return java.util.UUID.randomUUID(); } }",
                "class Bad { double a() { return Math.random(); } }"
            })
    void domainThatLooksAtAClockOrDraws_isFound(String bad) {
        foundAlone("package io.jiaxiao.school.roll.domain; " + bad, "domain is told the time", "roll.domain.Bad");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.time.Instant.now()",
                "java.time.LocalDate.now()",
                "java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC)",
                "java.time.Year.now()",
                "System.currentTimeMillis()"
            })
    void timeWithoutTheClock_isFound(String call) {
        foundAlone(
                "package io.jiaxiao.school.fees; class Bad { Object a() { return " + call + "; } }",
                "time comes from the injected Clock",
                "fees.Bad");
    }

    @Test
    void aRowOutsideTheStore_isFound() {
        found(
                "package io.jiaxiao.school.fees; @com.baomidou.mybatisplus.annotation.TableName(\"fee\") class FeeRow {}",
                "rows and mappers live in store",
                "FeeRow");
    }

    @Test
    void aRowThatLeavesTheStore_isFound() {
        service.with(
                """
                package io.jiaxiao.school.roll.store;
                @com.baomidou.mybatisplus.annotation.TableName("pupil")
                public class PupilRow { public long id; public String name = ""; }
                """);
        foundAlone(
                "package io.jiaxiao.school.roll.web; class Leak { io.jiaxiao.school.roll.store.PupilRow row; }",
                "rows and mappers live in store",
                "Leak");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.baomidou.mybatisplus.core.conditions.query.QueryWrapper<String>",
                "org.apache.ibatis.session.SqlSession",
                "org.springframework.jdbc.core.JdbcTemplate",
                "java.sql.Connection"
            })
    void sqlOutsideTheStore_isFound(String type) {
        foundAlone(
                "package io.jiaxiao.school.fees; class Bad { " + type + " sql; }", "only store speaks SQL", "fees.Bad");
    }

    @Test
    void configuration_maySetUpSql() {
        service.with(
                """
                package io.jiaxiao.school.fees;
                @org.springframework.context.annotation.Configuration
                class Setup { javax.sql.DataSource source; java.sql.Connection connection; }
                """);
        assertThatCode(() -> service.check()).doesNotThrowAnyException();
    }

    @Test
    void aControllerElsewhere_isFound() {
        foundAlone(
                "package io.jiaxiao.school.fees; @org.springframework.stereotype.Controller class FeeController {}",
                "controllers live in web",
                "FeeController");
    }

    @Test
    void anAdviceElsewhere_isFound() {
        foundAlone(
                "package io.jiaxiao.school.fees; @org.springframework.web.bind.annotation.RestControllerAdvice class Bad {}",
                "controllers live in web",
                "fees.Bad");
    }

    @Test
    void aPublicController_isFound() {
        foundAlone(
                "package io.jiaxiao.school.fees.web; @org.springframework.stereotype.Controller public class FeeController {}",
                "controllers are package-private",
                "FeeController");
    }

    @Test
    void aServiceThatImportsAnother_isFound() {
        service.with("package io.jiaxiao.neighbour; public class Neighbour {}");
        foundAlone(
                "package io.jiaxiao.school.fees; class Bad { io.jiaxiao.neighbour.Neighbour other; }",
                "a service imports common and itself",
                "fees.Bad");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.beans.factory.annotation.Autowired",
                "org.springframework.beans.factory.annotation.Value(\"x\")",
                "jakarta.annotation.Resource"
            })
    void injectionIntoAField_isFound(String annotation) {
        found(
                "package io.jiaxiao.school.fees; class Bad { @" + annotation + " String given; }",
                "collaborators come through the constructor",
                "fees.Bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.util.Date", "java.util.Calendar", "java.text.SimpleDateFormat"})
    void anOldDate_isFound(String type) {
        foundAlone(
                "package io.jiaxiao.school.fees; class Bad { " + type + " date; }", "java.time instead of", "fees.Bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"System.out.println(1)", "System.err.println(1)", "new Exception().printStackTrace()"})
    void printing_isFound(String statement) {
        foundAlone(
                "package io.jiaxiao.school.fees; class Bad { void a() { " + statement + "; } }",
                "logs go to the logger",
                "fees.Bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thread.sleep(1)", "java.util.concurrent.TimeUnit.DAYS.sleep(1)"})
    void sleeping_isFound(String statement) {
        foundAlone(
                "package io.jiaxiao.school.fees; class Bad { void a() throws Exception { " + statement + "; } }",
                "never a sleeping thread",
                "fees.Bad");
    }

    @Test
    void staticStateThatChanges_isFound() {
        foundAlone(
                "package io.jiaxiao.school.fees; class Bad { static int count; }",
                "nothing static can change",
                "fees.Bad");
    }

    @Test
    void aPackageWithoutNullSafety_isFound() {
        service.without("io/jiaxiao/school/fees/internal/package-info.java");
        foundAlone("every package is @NullMarked", "io.jiaxiao.school.fees.internal has no package-info");
    }

    @Test
    void aClassTooLongToRead_isFound() {
        foundAlone(
                "package io.jiaxiao.school.fees; class Bad {\n" + "\n".repeat(299) + "}\n",
                "Bad.java has 301 lines",
                "at most 300");
    }

    @Test
    void aClassJustShortEnough_passes() {
        service.with("package io.jiaxiao.school.fees; class Long {\n" + "\n".repeat(298) + "}\n");
        assertThatCode(() -> service.check()).doesNotThrowAnyException();
    }

    @Test
    void workLeftForLater_isFound() {
        foundAlone(
                "package io.jiaxiao.school.fees;\n// TO" + "DO later\nclass Bad {}",
                "Bad.java:2",
                "leaves work for later");
    }

    @Test
    void aFeatureThatReachesIntoAnother_isFound() {
        foundAlone(
                "package io.jiaxiao.school.roll; class Bad { io.jiaxiao.school.fees.internal.Tariff tariff; }",
                "non-exposed type io.jiaxiao.school.fees.internal.Tariff",
                "Bad");
    }

    @Test
    void twoFeaturesInACircle_areFound() {
        service.with(
                "package io.jiaxiao.school.roll; public class Roll { long due = io.jiaxiao.school.fees.Fees.due(); }");
        foundAlone(
                "package io.jiaxiao.school.fees; class Bad { io.jiaxiao.school.roll.Roll roll; }",
                "Cycle",
                "Slice fees");
    }

    @Test
    void everythingWrong_isToldAtOnce() {
        service.with("package io.jiaxiao.school.fees; class One { java.util.Date date; }");
        service.with("package io.jiaxiao.school.fees; class Two { static int count; }");
        assertThat(failure())
                .hasMessageContaining("breaks rules of the house (2):")
                .hasMessageContaining("One")
                .hasMessageContaining("Two");
    }

    private void foundAlone(String badSource, String rule, String where) {
        service.with(badSource);
        foundAlone(rule, where);
    }

    private void foundAlone(String rule, String where) {
        assertThat(failure())
                .hasMessageContaining("breaks rules of the house (1):")
                .hasMessageContaining(rule)
                .hasMessageContaining(where);
    }

    /** For what Spring Modulith objects to as well. */
    private void found(String badSource, String rule, String where) {
        service.with(badSource);
        assertThat(failure()).hasMessageContaining(rule).hasMessageContaining(where);
    }

    private AssertionError failure() {
        AssertionError failure = catchThrowableOfType(AssertionError.class, () -> service.check());
        assertThat(failure).as("the bad file was not noticed").isNotNull();
        return failure;
    }
}
