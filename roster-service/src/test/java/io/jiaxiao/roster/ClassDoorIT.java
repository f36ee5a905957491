package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.JoinTest;
import io.jiaxiao.roster.fixture.School;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What operators do about classes and their children: capacity, mode, transfer, history (requirement R2). */
class ClassDoorIT extends JoinTest {

    @Test
    void capacityAndMode_areSetWithinTheOperatorsScope_andKeptOnRecord() {
        String operator = operatorOf(schoolId);
        JsonNode before = http().get("/admin/v1/roster/classes/" + classId + "/joining", operator)
                .expect(200)
                .json();
        assertThat(before.required("mode").asString()).isEqualTo("APPROVAL");
        assertThat(before.required("capacity").asInt()).isEqualTo(60);
        setDoor(operator, classId, "AUTO", 45).expect(200);
        JsonNode after = http().get("/admin/v1/roster/classes/" + classId + "/joining", operator)
                .expect(200)
                .json();
        assertThat(after.required("mode").asString()).isEqualTo("AUTO");
        assertThat(after.required("capacity").asInt()).isEqualTo(45);
        assertThat(jdbc.queryForObject(
                        "SELECT CONCAT(before_state, after_state) FROM audit_log WHERE action = 'SET_CLASS_JOINING'"
                                + " AND subject_id = ?",
                        String.class,
                        Long.toString(classId)))
                .contains("APPROVAL", "60", "AUTO", "45");

        String stranger = operatorOf(unitOf(School.aSchool().loadedBy(Control.signIn(http()))));
        setDoor(stranger, classId, "AUTO", 45).expect(403);
        setDoor(teacher, classId, "AUTO", 45).expect(403);
        setDoor(operator, schoolId, "AUTO", 45).expect(403);
    }

    @Test
    void aCapacityThatCannotBe_orAnUnknownMode_isNamed() {
        String operator = operatorOf(schoolId);
        assertThat(setDoor(operator, classId, "AUTO", 0).expect(400).wrongFields())
                .containsExactly("capacity");
        assertThat(setDoor(operator, classId, "AUTO", 201).expect(400).wrongFields())
                .containsExactly("capacity");
        assertThat(setDoor(operator, classId, "SOMETIMES", 20).expect(400).wrongFields())
                .containsExactly("mode");
    }

    @Test
    void aTransfer_hasADateAReasonAndAHistory_andIsDoneOnce() {
        String child = aChild();
        String operator = operatorOf(schoolId);
        LocalDate began = began(child).minusDays(10);
        jdbc.update("UPDATE enrolment SET from_date = ? WHERE active_student = ?", began, Long.valueOf(child));
        LocalDate on = began.plusDays(3);
        transfer(operator, child, otherClassId, on).expect(200);
        JsonNode history =
                transfer(operator, child, otherClassId, on).expect(200).json().required("items");
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.get(0).required("classId").asString()).isEqualTo(Long.toString(otherClassId));
        assertThat(history.get(0).required("from").asString()).isEqualTo(on.toString());
        assertThat(history.get(0).has("to")).isFalse();
        assertThat(history.get(1).required("to").asString()).isEqualTo(on.toString());
        assertThat(history.get(1).required("endReason").asString()).isEqualTo("TRANSFER");
        assertThat(history.get(1).required("note").asString()).isEqualTo("分班调整");
        assertThat(count("SELECT COUNT(*) FROM audit_log WHERE action = 'TRANSFER_CHILD' AND subject_id = ?", child))
                .isEqualTo(1);
    }

    @Test
    void aTransferThatCannotBe_changesNothing() {
        String child = aChild();
        String operator = operatorOf(schoolId);
        LocalDate today = began(child);
        assertThat(transfer(operator, child, otherClassId, today.plusDays(2))
                        .expect(422)
                        .text("code"))
                .isEqualTo("TRANSFER_DATE_INVALID");
        assertThat(transfer(operator, child, otherClassId, today.minusDays(1))
                        .expect(422)
                        .text("code"))
                .isEqualTo("TRANSFER_DATE_INVALID");
        School other = School.aSchool().loadedBy(Control.signIn(http()));
        transfer(operator, child, classOf(other, "1班"), today).expect(403);
        assertThat(transfer(headOffice(), child, classOf(other, "1班"), today)
                        .expect(422)
                        .text("code"))
                .isEqualTo("CHILD_OF_OTHER_SCHOOL");
        transfer(operatorOf(unitOf(other)), child, otherClassId, today).expect(403);
        setDoor(operator, otherClassId, "AUTO", 1).expect(200);
        String seat = aChild();
        transfer(operator, seat, otherClassId, today).expect(200);
        assertThat(transfer(operator, child, otherClassId, today).expect(409).text("code"))
                .isEqualTo("CLASS_FULL");
        assertThat(size(classId)).isEqualTo(1);
    }

    @Test
    void aChildTakenOutByAnOperator_isInNoClass_andJoinsAgainByCode() {
        String parent = aParent();
        door("AUTO", 60);
        String child = bring(parent, code(), "南乔一诺").expect(201).text("childId");
        String operator = operatorOf(schoolId);
        String path = "/admin/v1/roster/children/" + child + "/departures";
        http().post(path, Map.of("reason", "毕业"), operator).expect(204);
        assertThat(http().post(path, Map.of("reason", "毕业"), operator)
                        .expect(409)
                        .text("code"))
                .isEqualTo("CHILD_IN_NO_CLASS");
        http().post(path, Map.of("reason", "毕业"), teacher).expect(403);
        assertThat(transfer(operator, child, otherClassId, LocalDate.of(2026, 11, 1))
                        .expect(409)
                        .text("code"))
                .isEqualTo("CHILD_IN_NO_CLASS");
        ask(parent, wishFor(code(), child)).expect(201);
        assertThat(size(classId)).isEqualTo(1);
    }

    @Test
    void badInput_isNamed() {
        String parent = aParent();
        String code = code();
        Map<String, Object> both = wish(code, "南乔一诺", null);
        both.put("childId", "4711");
        assertThat(ask(parent, both).expect(400).wrongFields()).containsExactly("oneChild");
        assertThat(bring(parent, code, "南乔一诺", "学号").expect(400).wrongFields()).containsExactly("child.number");
        assertThat(bring(parent, code, "😀").expect(400).text("code")).isEqualTo("NAME_MALFORMED");
        Map<String, Object> relation = wish(code, "南乔一诺", null);
        relation.put("relation", "AUNT");
        assertThat(ask(parent, relation).expect(400).wrongFields()).containsExactly("relation");
        assertThat(ask(parent, wish(code, "南乔一诺", null), "x".repeat(65))
                        .expect(400)
                        .text("code"))
                .isEqualTo("INVALID_REQUEST");
        http().post("/api/v1/join-requests", wish(code, "南乔一诺", null), parent).expect(400);
        List<String> fields = http().post("/api/v1/classes/" + classId + "/join-codes", Map.of("days", 181), teacher)
                .expect(400)
                .wrongFields();
        assertThat(fields).containsExactly("days");
    }

    private String aChild() {
        return bringAtOnce("南乔一诺");
    }

    private String bringAtOnce(String name) {
        door("AUTO", 60);
        return bring(aParent(), code(), name, "N" + students()).expect(201).text("childId");
    }

    private LocalDate began(String child) {
        LocalDate from = jdbc.queryForObject(
                "SELECT from_date FROM enrolment WHERE active_student = ?", LocalDate.class, Long.valueOf(child));
        if (from == null) {
            throw new AssertionError("in no class");
        }
        return from;
    }

    private Answer transfer(String operator, String child, long to, LocalDate on) {
        return http().post(
                        "/admin/v1/roster/children/" + child + "/transfers",
                        Map.of("classId", Long.toString(to), "on", on.toString(), "reason", "分班调整"),
                        operator);
    }
}
