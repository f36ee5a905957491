package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.Forged;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.School;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An operator takes a child from a guardian, or a class from a teacher. */
class EndTiesIT extends FamilyJoinTest {

    @Test
    void aGuardianWhoIsOneNoLonger_seesNothingOfTheChild_andAFileDoesNotBringItBack() {
        String parent = aPhone(mother).signIn().access();
        String child = child(parent, KNOWN);
        String operator = operatorOf(schoolId);
        http().get("/api/v1/children/" + child, parent).expect(200);

        endGuardianship(operator, parent, child).expect(204);

        assertThat(http().get("/api/v1/children/" + child, parent).expect(403).text("code"))
                .isEqualTo("OUT_OF_SCOPE");
        assertThat(http().get("/api/v1/me", parent).expect(200).body()).doesNotContain(KNOWN);
        assertThat(http().post("/api/v1/children/" + child + "/departures", Map.of("reason", "转学了"), parent)
                        .status())
                .isEqualTo(403);
        assertThat(endGuardianship(operator, parent, child).expect(404).text("code"))
                .isEqualTo("GUARDIANSHIP_UNKNOWN");
        assertThat(audited("END_GUARDIANSHIP", parent)).isEqualTo("家长来电核对");

        Control control = Control.signIn(http());
        String id = control.start("STUDENTS", school.studentsFile());
        assertThat(control.await(id).required("refused").asInt()).isEqualTo(1);
        assertThat(control.errors(id).getFirst()).startsWith("2 家长1姓名");
        http().get("/api/v1/children/" + child, parent).expect(403);
    }

    @Test
    void aClassTeacherWhoApprovesTheFormerGuardian_makesItOneAgain() {
        String parent = aPhone(mother).signIn().access();
        String child = child(parent, KNOWN);
        endGuardianship(headOffice(), parent, child).expect(204);
        String request = bring(parent, code(), KNOWN, "S1").expect(201).text("requestId");
        assertThat(approve(request).expect(200).text("childId")).isEqualTo(child);
        http().get("/api/v1/children/" + child, parent).expect(200);
        assertThat(students()).isEqualTo(2);
    }

    @Test
    void aTeacherWhoseClassWasEnded_seesNothingOfIt_andDecidesNothing() {
        String students = "/api/v1/classes/" + classId + "/students";
        String operator = operatorOf(schoolId);
        http().get(students, teacher).expect(200);
        JsonNode found = http().get("/admin/v1/roster/people?mobile=" + teacherMobile, operator)
                .expect(200)
                .json()
                .required("items")
                .get(0);
        assertThat(found.required("classes").get(0).required("name").asString()).isEqualTo("1班");

        endTeaching(operator, classId).expect(204);

        assertThat(http().get(students, teacher).expect(403).text("code")).isEqualTo("OUT_OF_SCOPE");
        http().get("/api/v1/classes/" + classId + "/join-requests", teacher).expect(403);
        http().post("/api/v1/classes/" + classId + "/join-codes", Map.of("days", 7), teacher)
                .expect(403);
        assertThat(endTeaching(operator, classId).expect(404).text("code")).isEqualTo("TEACHING_UNKNOWN");
        assertThat(audited("END_TEACHING", teacher)).isEqualTo("离职");
    }

    @Test
    void aFileThatNamesANewClassTeacher_takesTheClassFromTheFormerOne() {
        String next = Phone.inventedMobile();
        String file = School.TEACHERS + school.code() + ",一年级,1班,白榆怀瑾," + next + ",数学,是\n";
        Control.signIn(http()).load("TEACHERS", file);
        http().get("/api/v1/classes/" + classId + "/join-requests", teacher).expect(403);
        http().get("/api/v1/classes/" + classId + "/students", teacher).expect(200);
        http().get(
                        "/api/v1/classes/" + classId + "/join-requests",
                        aPhone(next).signIn().access())
                .expect(200);
    }

    @Test
    void anotherSchoolsOperator_endsNothing_andWithoutAReasonNobodyDoes() {
        String parent = aPhone(mother).signIn().access();
        String child = child(parent, KNOWN);
        School other = School.aSchool().loadedBy(Control.signIn(http()));
        String stranger = operatorOf(unitOf(other));
        endGuardianship(stranger, parent, child).expect(403);
        endTeaching(stranger, classId).expect(403);
        endTeaching(headOffice(), schoolId).expect(403);
        http().post(guardianship(parent, child), Map.of("reason", " "), headOffice())
                .expect(400);
        http().get("/api/v1/children/" + child, parent).expect(200);
        http().get("/api/v1/classes/" + classId + "/students", teacher).expect(200);
    }

    private Answer endGuardianship(String operator, String parent, String child) {
        return http().post(guardianship(parent, child), Map.of("reason", "家长来电核对"), operator);
    }

    private static String guardianship(String parent, String child) {
        return "/admin/v1/roster/people/" + Forged.read(parent).getSubject() + "/guardianships/" + child + "/endings";
    }

    private Answer endTeaching(String operator, long of) {
        return http().post(
                        "/admin/v1/roster/people/" + Forged.read(teacher).getSubject() + "/teachings/" + of
                                + "/endings",
                        Map.of("reason", "离职"),
                        operator);
    }

    private String audited(String action, String person) {
        return String.valueOf(jdbc.queryForObject(
                "SELECT reason FROM audit_log WHERE action = ? AND subject_type = 'person' AND subject_id = ?",
                String.class,
                action,
                Forged.read(person).getSubject()));
    }

    @Test
    void whoTookANumberForAnotherChild_keepsTheFileOut_untilAnOperatorEndsIt_andNeverSeesTheRightChild() {
        door("AUTO", 60);
        String stranger = aParent();
        String child = bring(stranger, code(), "南乔一诺", "S50").expect(201).text("childId");
        String father = Phone.inventedMobile();
        String file = School.STUDENTS + school.code() + ",一年级,1班,s50,白榆望舒,测试父亲," + father + ",父亲\n";
        Control control = Control.signIn(http());
        String id = control.start("STUDENTS", file);
        assertThat(control.await(id).required("refused").asInt()).isEqualTo(1);
        assertThat(control.errors(id).getFirst()).startsWith("2 学号");
        assertThat(http().get("/api/v1/children/" + child, stranger).expect(200).text("name"))
                .isEqualTo("南乔一诺");

        String operator = operatorOf(schoolId);
        JsonNode found = http().get("/admin/v1/roster/schools/" + schoolId + "/children?number=S50", operator)
                .expect(200)
                .json()
                .required("items")
                .get(0);
        assertThat(found.required("id").asString()).isEqualTo(child);
        assertThat(found.required("name").asString()).isEqualTo("南***");
        assertThat(found.required("guardians").get(0).required("id").asString())
                .isEqualTo(Forged.read(stranger).getSubject());
        endGuardianship(operator, stranger, child).expect(204);
        control.load("STUDENTS", file);
        http().get("/api/v1/children/" + child, stranger).expect(403);
        assertThat(child(aPhone(father).signIn().access(), "白榆望舒")).isEqualTo(child);
    }

    @Test
    void aRequestThatWaitedWhenTheGuardianshipEnded_doesNotBeginItAnew() {
        String parent = aPhone(mother).signIn().access();
        String child = child(parent, "云岫知秋");
        Map<String, Object> wish = wishFor(code(), child);
        wish.put("transferReason", "分班调整");
        String request = ask(parent, wish).expect(201).text("requestId");
        endGuardianship(operatorOf(schoolId), parent, child).expect(204);
        assertThat(approve(request).expect(409).text("code")).isEqualTo("GUARDIANSHIP_ENDED");
        http().get("/api/v1/children/" + child, parent).expect(403);
        assertThat(size(otherClassId)).isEqualTo(1);
        reject(request).expect(200);
    }
}
