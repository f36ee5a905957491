package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What waits for the class teacher, and what comes of it (requirement O2). */
class JoinDecisionIT extends FamilyJoinTest {

    @Test
    void aClassThatWantsApproval_waitsForItsTeacher_andTheParentFindsTheRequestAgain() {
        String parent = aParent();
        Answer asked = bring(parent, code(), "南乔一诺").expect(201);
        assertThat(asked.text("state")).isEqualTo("PENDING");
        assertThat(asked.json().has("childId")).isFalse();
        assertThat(size(classId)).isEqualTo(1);
        assertThat(students()).isEqualTo(2);

        JsonNode waits = waiting().getFirst();
        assertThat(waits.required("childName").asString()).isEqualTo("南乔一诺");
        assertThat(waits.required("guardianMobile").asString()).contains("****");
        JsonNode own = own(parent).getFirst();
        assertThat(own.required("state").asString()).isEqualTo("PENDING");
        assertThat(own.required("childName").asString()).isEqualTo("南乔一诺");
        assertThat(own.required("school").asString()).isEqualTo(school.name());

        String child = approve(asked.text("requestId")).expect(200).text("childId");
        assertThat(approve(asked.text("requestId")).expect(200).text("childId")).isEqualTo(child);
        assertThat(size(classId)).isEqualTo(2);
        assertThat(guardians(child)).isEqualTo(1);
        own = own(parent).getFirst();
        assertThat(own.required("state").asString()).isEqualTo("JOINED");
        assertThat(own.required("childId").asString()).isEqualTo(child);
        assertThat(own.required("childName").asString()).isEqualTo("南乔一诺");
        assertThat(count("SELECT COUNT(*) FROM join_request WHERE id = ? AND name IS NULL", asked.text("requestId")))
                .isEqualTo(1);
        assertThat(count(
                        "SELECT COUNT(*) FROM audit_log WHERE action = 'APPROVE_JOIN_REQUEST' AND subject_id = ?",
                        asked.text("requestId")))
                .isEqualTo(1);
    }

    @Test
    void aRejectedParent_readsWhy_andMayAskAgain() {
        String parent = aParent();
        String code = code();
        String request = bring(parent, code, "南乔一诺").expect(201).text("requestId");
        reject(request).expect(200);
        assertThat(approve(request).expect(409).text("code")).isEqualTo("JOIN_REQUEST_DECIDED");
        JsonNode own = own(parent).getFirst();
        assertThat(own.required("state").asString()).isEqualTo("REJECTED");
        assertThat(own.required("note").asString()).isEqualTo("不是本班学生");
        assertThat(students()).isEqualTo(2);
        assertThat(bring(parent, code, "南乔一诺").expect(201).text("requestId")).isNotEqualTo(request);
    }

    @Test
    void aParentTakesTheRequestBack_andTheTeacherCannotApproveItAnyMore() {
        String parent = aParent();
        String request = bring(parent, code(), "南乔一诺").expect(201).text("requestId");
        http().post("/api/v1/join-requests/" + request + "/withdrawals", Map.of(), aParent())
                .expect(404);
        assertThat(http().post("/api/v1/join-requests/" + request + "/withdrawals", Map.of(), parent)
                        .expect(200)
                        .text("state"))
                .isEqualTo("WITHDRAWN");
        approve(request).expect(409);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void theSameNameWithoutANumber_isForTheTeacherToTell_oneChildOrTwo() {
        String code = code();
        String same = bring(aParent(), code, KNOWN).expect(201).text("requestId");
        String other = bring(aParent(), code, KNOWN).expect(201).text("requestId");
        assertThat(approve(same).expect(409).text("code")).isEqualTo("CHILD_UNCLEAR");
        assertThat(waiting()).hasSize(2);
        assertThat(approve(same, Map.of("sameAs", "4711")).expect(422).text("code"))
                .isEqualTo("NOT_A_NAMESAKE");

        String known = waiting().getFirst().required("sameNames").get(0).asString();
        assertThat(approve(same, Map.of("sameAs", known)).expect(200).text("childId"))
                .isEqualTo(known);
        assertThat(guardians(known)).isEqualTo(2);
        assertThat(approve(other, Map.of("newChild", true)).expect(200).text("childId"))
                .isNotEqualTo(known);
        assertThat(size(classId)).isEqualTo(2);
    }

    @Test
    void anApprovalForAClassThatIsFullMeanwhile_isRefused_andTheRequestWaitsOn() {
        String request = bring(aParent(), code(), "南乔一诺").expect(201).text("requestId");
        door("APPROVAL", 1);
        assertThat(approve(request).expect(409).text("code")).isEqualTo("CLASS_FULL");
        assertThat(waiting()).hasSize(1);
        assertThat(students()).isEqualTo(2);
        door("APPROVAL", 2);
        approve(request).expect(200);
    }

    @Test
    void onlyTheClassTeacher_seesAndDecidesRequests() {
        String request = bring(aParent(), code(), "南乔一诺").expect(201).text("requestId");
        String path = "/api/v1/classes/" + classId + "/join-requests";
        String stranger = aParent();
        http().get(path, stranger).expect(403);
        http().post(path + "/" + request + "/approvals", Map.of(), stranger).expect(403);
        http().post(path + "/" + request + "/rejections", Map.of("reason", "不认识"), stranger)
                .expect(403);
        http().get("/api/v1/join-requests/" + request, stranger).expect(404);
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void theTeacherTakesAChildOut_onlyOfTheOwnClass() {
        String parent = aPhone(mother).signIn().access();
        String students = "/api/v1/classes/" + classId + "/students/";
        http().post(students + child(parent, "云岫知秋") + "/departures", Map.of("reason", "不是本班"), teacher)
                .expect(403);
        http().post(students + child(parent, KNOWN) + "/departures", Map.of("reason", "退学"), teacher)
                .expect(204);
        assertThat(size(classId)).isZero();
        assertThat(size(otherClassId)).isEqualTo(1);
    }
}
