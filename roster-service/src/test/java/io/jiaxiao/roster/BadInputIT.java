package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Console;
import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.RosterTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can be wrong with a request, at every endpoint: a clear 4xx that names the field, never a fault. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT extends RosterTest {

    private static final String CODES = "/auth/sms-codes";
    private static final String CONSENTS = "/api/v1/consents";
    private static final String UNMASK = "/admin/v1/roster/people/1/unmask";
    static final String LONG = "x".repeat(5000);

    private String parent = "";
    private String operator = "";
    private String control = "";

    @BeforeAll
    void signIn() {
        parent = aPhone().signIn().access();
        Console console = aConsole();
        operator =
                console.exchange(console.signIn(), Console.VERIFIER).expect(200).text("access_token");
        control = Control.signIn(http()).token();
    }

    static Stream<Arguments> bodies() {
        String good = "\"purpose\":\"SIGN_IN\",\"deviceId\":\"device-0001\"";
        return Stream.of(
                Arguments.of(CODES, "{}", List.of("deviceId", "mobile", "purpose")),
                Arguments.of(CODES, "{\"mobile\":null," + good + "}", List.of("mobile")),
                Arguments.of(CODES, "{\"mobile\":\"12345\"," + good + "}", List.of("mobile")),
                Arguments.of(CODES, "{\"mobile\":\"29900000000\"," + good + "}", List.of("mobile")),
                Arguments.of(CODES, "{\"mobile\":\"1990000000😀\"," + good + "}", List.of("mobile")),
                Arguments.of(CODES, "{\"mobile\":\"𠮷𠮷𠮷\"," + good + "}", List.of("mobile")),
                Arguments.of(CODES, "{\"mobile\":\"" + LONG + "\"," + good + "}", List.of("mobile")),
                Arguments.of(CODES, "{\"mobile\":[\"19900000000\"]," + good + "}", List.of("mobile")),
                Arguments.of(CODES, "{\"mobile\":{\"a\":1}," + good + "}", List.of("mobile")),
                Arguments.of(CODES, "{\"mobile\":true," + good + "}", List.of("mobile")),
                Arguments.of(
                        CODES,
                        "{\"mobile\":\"19900000000\",\"purpose\":\"PAY\",\"deviceId\":\"device-0001\"}",
                        List.of("purpose")),
                Arguments.of(
                        CODES,
                        "{\"mobile\":\"19900000000\",\"purpose\":7,\"deviceId\":\"device-0001\"}",
                        List.of("purpose")),
                Arguments.of(
                        CODES,
                        "{\"mobile\":\"19900000000\",\"purpose\":\"SIGN_IN\",\"deviceId\":\"short\"}",
                        List.of("deviceId")),
                Arguments.of(
                        CODES,
                        "{\"mobile\":\"19900000000\",\"purpose\":\"SIGN_IN\",\"deviceId\":\"设备设备设备设备\"}",
                        List.of("deviceId")),
                Arguments.of(
                        CODES,
                        "{\"mobile\":\"19900000000\",\"purpose\":\"SIGN_IN\",\"deviceId\":\"" + LONG + "\"}",
                        List.of("deviceId")),
                Arguments.of(CODES, "{\"mobile\":\"19900000000\"," + good + ",\"admin\":true}", List.of("admin")),
                Arguments.of(CONSENTS, "{}", List.of("version")),
                Arguments.of(CONSENTS, "{\"version\":null}", List.of("version")),
                Arguments.of(CONSENTS, "{\"version\":\"\"}", List.of("version")),
                Arguments.of(CONSENTS, "{\"version\":\"😀\"}", List.of("version")),
                Arguments.of(CONSENTS, "{\"version\":\"" + LONG + "\"}", List.of("version")),
                Arguments.of(CONSENTS, "{\"version\":{}}", List.of("version")),
                Arguments.of(CONSENTS, "{\"version\":\"2026-11\",\"personId\":\"7\"}", List.of("personId")),
                Arguments.of(UNMASK, "{}", List.of("reason")),
                Arguments.of(UNMASK, "{\"reason\":\"  \"}", List.of("reason")),
                Arguments.of(UNMASK, "{\"reason\":\"" + LONG + "\"}", List.of("reason")),
                Arguments.of(UNMASK, "{\"reason\":[]}", List.of("reason")),
                Arguments.of(UNMASK, "{\"reason\":\"核对\",\"all\":true}", List.of("all")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aWrongField_isNamed(String path, String body, List<String> fields) {
        Answer answer = post(path, body).expect(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.text("code")).isEqualTo("INVALID_REQUEST");
        assertThat(answer.wrongFields()).containsOnly(fields.toArray(String[]::new));
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain(LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {CODES, CONSENTS, UNMASK})
    void whatIsNoJsonObject_isRefused(String path) {
        for (String body : List.of(
                "",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{\"a\"",
                "{\"a\":}",
                "\u0000",
                "[{}]",
                "{'a':1}",
                "[".repeat(5000))) {
            Answer answer = post(path, body).expect(400);
            assertThat(answer.isProblem()).as(body).isTrue();
            assertThat(answer.wrongFields()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CODES, CONSENTS, UNMASK, "/auth/token", "/auth/revoke", "/auth/login"})
    void aBodyOfAMegabyte_isRefused(String path) {
        String megabyte = "{\"mobile\":\"" + "1".repeat(1024 * 1024) + "\"}";
        assertThat(post(path, megabyte).status()).isIn(400, 403, 413);
        String form = "grant_type=" + "x".repeat(1024 * 1024);
        assertThat(http().raw(path, "application/x-www-form-urlencoded", form, tokenFor(path))
                        .status())
                .isIn(400, 403, 413, 415);
        // between what a form may be and what a body may be
        String hundred = "grant_type=" + "x".repeat(100 * 1024);
        assertThat(http().raw(path, "application/x-www-form-urlencoded", hundred, tokenFor(path))
                        .status())
                .isIn(400, 403, 413, 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {CODES, CONSENTS, UNMASK})
    void anotherContentType_isRefused(String path) {
        assertThat(http().raw(path, "text/plain", "{}", tokenFor(path))
                        .expect(415)
                        .isProblem())
                .isTrue();
        assertThat(http().raw(path, "application/xml", "<a/>", tokenFor(path))
                        .expect(415)
                        .isProblem())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/children/abc,id",
        "/api/v1/children/99999999999999999999,id",
        "/api/v1/children/1.5,id",
        "/api/v1/children/%F0%9F%98%80,id",
        "/api/v1/classes/abc/students,id",
        "/api/v1/classes/1/students?cursor=abc,cursor",
        "/api/v1/classes/1/students?cursor=-1,cursor",
        "/api/v1/classes/1/students?cursor=99999999999999999999,cursor",
        "/api/v1/classes/1/students?size=0,size",
        "/api/v1/classes/1/students?size=101,size",
        "/api/v1/classes/1/students?size=many,size",
        "/admin/v1/roster/schools?page=-1,page",
        "/admin/v1/roster/schools?page=x,page",
        "/admin/v1/roster/schools?size=0,size",
        "/admin/v1/roster/schools?size=201,size",
        "/admin/v1/roster/schools/abc/classes,id",
        "/admin/v1/roster/people,mobile",
        "/admin/v1/roster/people?mobile=,mobile",
        "/admin/v1/roster/people?mobile=123,mobile",
        "/admin/v1/roster/people?mobile=%F0%9F%98%80,mobile",
        "/admin/v1/roster/audit?page=-1,page",
        "/admin/v1/roster/audit?size=1000,size",
        "/admin/v1/roster/imports/abc,id",
        "/admin/v1/roster/imports?page=x,page",
        "/admin/v1/roster/imports/1/errors?size=0,size"
    })
    void aWrongParameter_isNamed(String path, String field) {
        Answer answer = http().get(path, tokenFor(path)).expect(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.wrongFields()).containsExactly(field);
    }

    @Test
    void anOverlongFilter_isNamed() {
        assertThat(http().get("/admin/v1/roster/audit?actor=" + "x".repeat(100), operator)
                        .expect(400)
                        .wrongFields())
                .containsExactly("actor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/me", CONSENTS, "/admin/v1/roster/schools", CODES})
    void anotherMethod_isRefused(String path) {
        Answer answer =
                http().send(http().request(path, tokenFor(path)).DELETE().build());
        assertThat(answer.status()).isIn(404, 405);
        assertThat(answer.isProblem()).isTrue();
    }

    @Test
    void aPathThatIsNotThere_isSaidToBeNotThere() {
        assertThat(http().get("/api/v1/nothing", parent).expect(404).isProblem())
                .isTrue();
        assertThat(http().get("/admin/v1/roster/nothing", operator).expect(404).isProblem())
                .isTrue();
        assertThat(http().get("/admin/v1/roster/imports/1", control).expect(404).text("code"))
                .isEqualTo("IMPORT_NOT_FOUND");
    }

    @Test
    void aFileThatIsNoSuchFile_isRefusedAsAWhole() {
        String imports = "/admin/v1/roster/imports";
        assertThat(http().csv(imports, "x", control).expect(400).wrongFields()).containsExactly("kind");
        assertThat(http().csv(imports + "?kind=CATS", "x", control).expect(400).wrongFields())
                .containsExactly("kind");
        assertThat(http().csv(imports + "?kind=CLASSES&dryRun=perhaps", "x", control)
                        .expect(400)
                        .wrongFields())
                .containsExactly("dryRun");
        for (String file : List.of(
                "",
                "\n\n",
                "a,b,c",
                "学校代码,学校名称,年级\n1,2,3",
                "学校代码,学校名称,年级,班级,班级\n1,2,3,4,5",
                "学校代码,学校名称,年级,班级",
                "学校代码,学校名称,年级,班级\n1,2,3,4,5",
                "学校代码,学校名称,年级,班级\n\"1,2,3,4",
                "学校代码,学校名称,年级,班级\n1," + "长".repeat(300) + ",3,4",
                "😀".repeat(300_000))) {
            Answer answer = http().csv(imports + "?kind=CLASSES", file, control).expect(400);
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.text("detail")).isNotBlank();
        }
        assertThat(http().raw(imports + "?kind=CLASSES", "application/json", "{}", control)
                        .expect(415)
                        .isProblem())
                .isTrue();
    }

    private Answer post(String path, String body) {
        return http().raw(path, "application/json", body, tokenFor(path));
    }

    private String tokenFor(String path) {
        if (path.startsWith("/admin/v1/roster/imports")) {
            return control;
        }
        return path.startsWith("/admin") ? operator : parent;
    }
}
