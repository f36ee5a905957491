package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Console;
import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.roster.fixture.School;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Nobody who reads the tables or the log learns a number, a name, a code or a token that is good for anything. */
@ExtendWith(OutputCaptureExtension.class)
class PrivacyIT extends RosterTest {

    @Test
    void noTableAndNoLogLine_holdsAPersonsDataOrATokenInClear(CapturedOutput log) {
        String mobile = Phone.inventedMobile();
        String teacher = Phone.inventedMobile();
        School.aSchool()
                .child("1班", "NUMBER777", "沧浪采薇", mobile)
                .teacher("1班", "白榆怀瑾", teacher)
                .loadedBy(Control.signIn(http()));
        Phone phone = aPhone(mobile);
        phone.ask().expect(202);
        String code = phone.code();
        phone.show(Phone.wrong(code)).expect(400);
        Phone.Tokens first = Phone.Tokens.of(phone.show(code).expect(200));
        Phone.Tokens second = Phone.Tokens.of(phone.refresh(first.refresh()).expect(200));
        http().get("/api/v1/me", second.access()).expect(200);
        Console console = aConsole();
        String authorizationCode = console.signIn();
        String operator = console.exchange(authorizationCode, Console.VERIFIER)
                .expect(200)
                .text("access_token");
        http().get("/admin/v1/roster/people?mobile=" + mobile, operator).expect(200);
        http().get("/admin/v1/roster/people?mobile=" + mobile + "x", operator).expect(400);
        http().csv("/admin/v1/roster/imports?kind=STUDENTS", School.STUDENTS + "沧浪采薇," + mobile, operator)
                .expect(202);

        List<String> secrets = List.of(
                mobile,
                teacher,
                "沧浪采薇",
                "白榆怀瑾",
                "测试母亲",
                "NUMBER777",
                code,
                first.access(),
                first.refresh(),
                second.refresh(),
                authorizationCode,
                Console.password(),
                console.browser().cookies().getFirst().getValue());
        for (String secret : secrets) {
            assertThat(tablesWith(secret)).as("tables with %s", secret).isEmpty();
            if (!secret.equals(code)) {
                assertThat(log.getAll()).as("log").doesNotContain(secret);
            }
        }
        assertThat(log.getAll()).doesNotContainPattern("\"" + code + "\"").doesNotContain("code=" + code);
    }

    private List<String> tablesWith(String secret) {
        List<String> found = new ArrayList<>();
        for (String table : jdbc.queryForList(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()", String.class)) {
            boolean readable = jdbc.queryForList("SELECT * FROM `" + table + "`").stream()
                    .flatMap(row -> texts(row).stream())
                    .anyMatch(value -> value.contains(secret));
            if (readable) {
                found.add(table);
            }
        }
        return found;
    }

    /** Numbers are left out: six digits of a code are in many an id. */
    private static List<String> texts(Map<String, Object> row) {
        return row.values().stream()
                .filter(value -> value instanceof String || value instanceof byte[])
                .map(value -> value instanceof byte[] bytes
                        ? new String(bytes, StandardCharsets.UTF_8)
                        : String.valueOf(value))
                .toList();
    }
}
