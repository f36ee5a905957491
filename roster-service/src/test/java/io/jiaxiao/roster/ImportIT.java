package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.roster.fixture.School;
import io.jiaxiao.testkit.together.Together;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.databind.JsonNode;

/** Files become schools, children and teachers: once, completely, with every row accounted for. */
class ImportIT extends RosterTest {

    private static final List<String> ROSTER =
            List.of("org_unit", "person", "role_grant", "student", "guardianship", "enrolment", "teaching");

    private Control control;

    @BeforeEach
    void signIn() {
        control = Control.signIn(http());
    }

    @Test
    void theSameFilesTwice_changeNothing() {
        School school = School.aSchool()
                .child("1班", "S1", "云岫小满", Phone.inventedMobile())
                .child("2班", "S2", "云岫知秋", Phone.inventedMobile())
                .teacher("1班", "松月听雨", Phone.inventedMobile())
                .loadedBy(control);
        Map<String, List<Map<String, Object>>> before = snapshot();

        for (String[] file : new String[][] {
            {"CLASSES", school.classesFile()}, {"STUDENTS", school.studentsFile()}, {"TEACHERS", school.teachersFile()}
        }) {
            JsonNode again = control.load(file[0], file[1]);
            assertThat(again.required("unchanged").asInt())
                    .isEqualTo(again.required("totalRows").asInt());
            assertThat(again.required("added").asInt()).isZero();
            assertThat(again.required("changed").asInt()).isZero();
        }
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void aFileFromASpreadsheet_withByteOrderMarkCrlfAndQuotes_isRead() {
        School school = School.aSchool();
        String file =
                "\uFEFF学校代码,学校名称,年级,班级\r\n\"" + school.code() + "\",\"" + school.name() + "\",\"一年级\",\"1班\"\r\n\r\n";
        assertThat(control.load("CLASSES", file).required("added").asInt()).isEqualTo(1);
    }

    @Test
    void columnsMayStandInAnyOrder() {
        School school = School.aSchool();
        control.load("CLASSES", "班级,年级,学校名称,学校代码\n1班,一年级," + school.name() + "," + school.code() + "\n");
        assertThat(jdbc.queryForObject("SELECT name FROM org_unit WHERE code = ?", String.class, school.code()))
                .isEqualTo(school.name());
    }

    @Test
    void wrongRows_areLeftOutAndToldByTheUsersRowNumbers_theOthersAreTaken() {
        School school = School.aSchool();
        control.load("CLASSES", school.classesFile());
        String mother = Phone.inventedMobile();
        String file = School.STUDENTS
                + row(school, "1班", "S1", "云岫小满", "云岫知秋", mother, "母亲")
                + row(school, "9班", "S2", "云岫一诺", "云岫知秋", Phone.inventedMobile(), "母亲")
                + "\n"
                + row(school, "1班", "S3", "", "云岫知秋", Phone.inventedMobile(), "母亲")
                + row(school, "1班", "S4", "云岫南星", "云岫知秋", "12345", "母亲")
                + row(school, "1班", "S5", "云岫北辰", "别的名字", mother, "母亲")
                + row(school, "1班", "S1", "云岫又满", "云岫知秋", mother, "母亲")
                + row(school, "2班", "S6", "云岫清越", "云岫知秋", mother, "邻居")
                + row(school, "2班", "S7", "云岫明远", "云岫知秋", mother, "父亲");
        String id = control.start("STUDENTS", file);
        JsonNode done = control.await(id);

        assertThat(done.required("state").asString()).isEqualTo("DONE");
        assertThat(done.required("totalRows").asInt()).isEqualTo(8);
        assertThat(done.required("doneRows").asInt()).isEqualTo(8);
        assertThat(done.required("added").asInt()).isEqualTo(2);
        assertThat(done.required("refused").asInt()).isEqualTo(6);
        List<String> errors = control.errors(id);
        assertThat(errors).hasSize(6);
        assertThat(errors.get(0)).startsWith("3 班级");
        assertThat(errors.get(1)).startsWith("5 姓名");
        assertThat(errors.get(2)).startsWith("6 家长1手机号");
        assertThat(errors.get(3)).startsWith("7 家长1姓名");
        assertThat(errors.get(4)).startsWith("8 学号").contains("第 2 行");
        assertThat(errors.get(5)).startsWith("9 家长1关系");
        assertThat(String.join("", errors)).doesNotContain(mother).doesNotContain("云岫");
    }

    @Test
    void aRehearsal_countsTheSameAndKeepsNothing() {
        School school = School.aSchool()
                .child("1班", "S1", "云岫小满", Phone.inventedMobile())
                .child("2班", "S2", "云岫知秋", Phone.inventedMobile());
        control.load("CLASSES", school.classesFile());
        Map<String, List<Map<String, Object>>> before = snapshot();

        JsonNode rehearsed = control.tryOut("STUDENTS", school.studentsFile());

        assertThat(rehearsed.required("added").asInt()).isEqualTo(2);
        assertThat(rehearsed.required("doneRows").asInt()).isEqualTo(2);
        assertThat(snapshot()).isEqualTo(before);
        assertThat(control.load("STUDENTS", school.studentsFile())
                        .required("added")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aChildInAnotherClass_movesAndItsHistoryStays() {
        String mother = Phone.inventedMobile();
        School school = School.aSchool().child("1班", "S1", "云岫小满", mother).loadedBy(control);
        String moved = School.STUDENTS + row(school, "2班", "S1", "云岫小满", "测试母亲", mother, "母亲");
        assertThat(control.load("STUDENTS", moved).required("changed").asInt()).isEqualTo(1);
        assertThat(jdbc.queryForList(
                        "SELECT c.name, e.to_date IS NULL AS present FROM enrolment e JOIN org_unit c ON c.id = e.class_id"
                                + " JOIN student s ON s.id = e.student_id JOIN org_unit u ON u.id = s.school_id"
                                + " WHERE u.code = ? ORDER BY e.id",
                        school.code()))
                .extracting(row -> row.get("name") + " " + row.get("present"))
                .containsExactly("1班 0", "2班 1");
    }

    @Test
    void aChildHasOneClassAtATime_whateverAnybodyWrites() {
        School school = School.aSchool()
                .child("1班", "S1", "云岫小满", Phone.inventedMobile())
                .loadedBy(control);
        assertThat(catchThrowable(() -> jdbc.update(
                        "INSERT INTO enrolment (id, student_id, class_id, from_date, reason)"
                                + " SELECT -e.id, e.student_id, e.class_id, CURRENT_DATE, 'TEST' FROM enrolment e"
                                + " JOIN student s ON s.id = e.student_id JOIN org_unit u ON u.id = s.school_id"
                                + " WHERE u.code = ?",
                        school.code())))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void whoSignedInBefore_findsTheChildAfterTheImport() {
        Phone phone = aPhone();
        String token = phone.signIn().access();
        assertThat(children(token)).isZero();
        School.aSchool().child("1班", "S1", "云岫小满", phone.mobile()).loadedBy(control);
        assertThat(children(token)).isEqualTo(1);
        assertThat(http().get("/api/v1/me", token).expect(200).text("name")).isEqualTo("测试母亲");
    }

    @Test
    void theSameFileFourTimesAtOnce_isTakenOnce() {
        School school = School.aSchool();
        for (int i = 0; i < 300; i++) {
            school.child("1班", "S" + i, "云岫小满", Phone.inventedMobile());
        }
        control.load("CLASSES", school.classesFile());
        List<String> ids = Together.atOnce(4, _ -> control.start("STUDENTS", school.studentsFile()));
        int added = 0;
        for (String id : ids) {
            JsonNode done = control.await(id);
            assertThat(done.required("state").asString()).isEqualTo("DONE");
            assertThat(done.required("refused").asInt()).isZero();
            added += done.required("added").asInt();
        }
        assertThat(added).isEqualTo(300);
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM student s JOIN org_unit u ON u.id = s.school_id WHERE u.code = ?",
                        Integer.class,
                        school.code()))
                .isEqualTo(300);
    }

    @Test
    void twoThousandChildrenWithTheirGuardians_areThereWithinFiveSeconds_andAgainWithinFive() {
        School school = School.aSchool();
        for (int i = 0; i < 2000; i++) {
            school.child(i % 2 == 0 ? "1班" : "2班", "S" + i, "云岫小满", Phone.inventedMobile());
        }
        control.load("CLASSES", school.classesFile());
        long start = System.nanoTime();
        assertThat(control.load("STUDENTS", school.studentsFile())
                        .required("added")
                        .asInt())
                .isEqualTo(2000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        start = System.nanoTime();
        assertThat(control.load("STUDENTS", school.studentsFile())
                        .required("unchanged")
                        .asInt())
                .isEqualTo(2000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void anImportWhoseDatabaseFailsHalfWay_goesOnWithWhatIsLeft() {
        School school = School.aSchool();
        for (int i = 0; i < 1200; i++) {
            school.child("1班", "S" + i, "云岫小满", Phone.inventedMobile());
        }
        control.load("CLASSES", school.classesFile());
        // the third chunk cannot be written, as if the process died there; later the rest is found as it was left
        jdbc.execute("CREATE TRIGGER stop_third BEFORE DELETE ON import_chunk FOR EACH ROW"
                + " BEGIN IF OLD.number = 2 THEN SIGNAL SQLSTATE '40001'; END IF; END");
        String id;
        try {
            id = control.start("STUDENTS", school.studentsFile());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> control.find(id).required("doneRows").asInt() == 1000);
        } finally {
            jdbc.execute("DROP TRIGGER stop_third");
        }
        JsonNode done = control.await(id);
        assertThat(done.required("state").asString()).isEqualTo("DONE");
        assertThat(done.required("added").asInt()).isEqualTo(1200);
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM import_chunk WHERE job_id = ?", Integer.class, Long.valueOf(id)))
                .isZero();
    }

    @Test
    void aFileInAnotherEncoding_isRefusedWithAdvice() {
        byte[] gbk = School.aSchool().classesFile().getBytes(Charset.forName("GBK"));
        Answer refused = http().send(http().request("/admin/v1/roster/imports?kind=CLASSES", control.token())
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofByteArray(gbk))
                .build());
        assertThat(refused.expect(400).text("detail")).contains("UTF-8");
    }

    @Test
    void anImportLeavesAnAuditRow() {
        School school = School.aSchool();
        String id = control.start("CLASSES", school.classesFile());
        assertThat(jdbc.queryForMap("SELECT actor, action FROM audit_log WHERE subject_id = ?", id))
                .containsEntry("actor", "platform-control")
                .containsEntry("action", "IMPORT_ROSTER");
    }

    private static String row(
            School school,
            String schoolClass,
            String number,
            String name,
            String guardian,
            String mobile,
            String relation) {
        return String.join(",", school.code(), "一年级", schoolClass, number, name, guardian, mobile, relation) + "\n";
    }

    private int children(String token) {
        return http().get("/api/v1/me", token)
                .expect(200)
                .json()
                .required("children")
                .size();
    }

    private Map<String, List<Map<String, Object>>> snapshot() {
        Map<String, List<Map<String, Object>>> all = new TreeMap<>();
        ROSTER.forEach(table -> all.put(table, jdbc.queryForList("SELECT * FROM " + table + " ORDER BY id")));
        return all;
    }
}
