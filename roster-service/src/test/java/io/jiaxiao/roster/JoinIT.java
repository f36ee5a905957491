package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.School;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From the scanned code to the class, by every way there is (requirement O2). */
class JoinIT extends FamilyJoinTest {

    @Test
    void aNewParentOfAClassThatLetsInByItself_joinsAtOnce_andIsTheChildsGuardian() {
        door("AUTO", 60);
        String parent = aParent();
        Answer joined = bring(parent, code(), "南乔一诺", "S9").expect(201);
        assertThat(joined.text("state")).isEqualTo("JOINED");
        JsonNode child = http().get("/api/v1/children/" + joined.text("childId"), parent)
                .expect(200)
                .json();
        assertThat(child.required("name").asString()).isEqualTo("南乔一诺");
        assertThat(child.required("schoolClass").required("name").asString()).isEqualTo("1班");
        assertThat(http().get("/api/v1/classes/" + classId + "/students", teacher)
                        .expect(200)
                        .body())
                .contains("南乔一诺")
                .contains("S9");
    }

    @Test
    void theSameKeyAgain_isTheSameAnswer_andWithAnotherWishItIsRefused() {
        door("AUTO", 60);
        String parent = aParent();
        String code = code();
        String key = UUID.randomUUID().toString();
        String first = ask(parent, wish(code, "南乔一诺", null), key).expect(201).body();
        assertThat(ask(parent, wish(code, "南乔一诺", null), key).expect(201).body())
                .isEqualTo(first);
        assertThat(ask(parent, wish(code, "南乔一言", null), key).expect(422).text("code"))
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(size(classId)).isEqualTo(2);
    }

    @Test
    void whoAsksTwice_hasOneRequest_andWhoIsIn_isToldSo() {
        String parent = aParent();
        String code = code();
        String request = bring(parent, code, "南乔一诺").expect(201).text("requestId");
        Answer again = bring(parent, code, "南乔一诺").expect(201);
        assertThat(again.text("requestId")).isEqualTo(request);
        assertThat(again.json().required("already").asBoolean()).isTrue();
        assertThat(waiting()).hasSize(1);

        String child = approve(request).expect(200).text("childId");
        for (Map<String, Object> wish : List.of(wish(code, "南乔一诺", null), wishFor(code, child))) {
            Answer in = ask(parent, wish).expect(201);
            assertThat(in.text("state")).isEqualTo("JOINED");
            assertThat(in.json().required("already").asBoolean()).isTrue();
            assertThat(in.text("childId")).isEqualTo(child);
        }
        assertThat(size(classId)).isEqualTo(2);
    }

    @Test
    void fatherAndMotherBringOneChildByNumberAndName_andItHasTwoGuardians() {
        door("AUTO", 60);
        String code = code();
        String first = bring(aParent(), code, "南乔一诺", "S9").expect(201).text("childId");
        String father = aParent();
        Answer asked = bring(father, code, "南乔一诺", "S9").expect(201);
        assertThat(asked.text("state")).isEqualTo("PENDING");
        assertThat(asked.text("cause")).isEqualTo("SAME_CHILD");
        http().get("/api/v1/children/" + first, father).expect(403);

        JsonNode waits = waiting().getFirst();
        assertThat(waits.required("sure").asBoolean()).isTrue();
        assertThat(waits.required("sameNames").get(0).asString()).isEqualTo(first);
        assertThat(approve(asked.text("requestId")).expect(200).text("childId")).isEqualTo(first);
        assertThat(guardians(first)).isEqualTo(2);
        assertThat(size(classId)).isEqualTo(2);
        http().get("/api/v1/children/" + first, father).expect(200);
    }

    @Test
    void twoChildrenOfOneNameWithTwoNumbers_areTwo() {
        door("AUTO", 60);
        assertThat(bring(aParent(), code(), KNOWN, "S77").expect(201).text("state"))
                .isEqualTo("JOINED");
        assertThat(students()).isEqualTo(3);
    }

    @Test
    void aNumberThatBelongsToAnotherName_isRefused() {
        assertThat(bring(aParent(), code(), "南乔一诺", "S1").expect(422).text("code"))
                .isEqualTo("STUDENT_NUMBER_MISMATCH");
    }

    @Test
    void withoutConsent_nobodyJoins_andItIsRecordedForTheGuardian() {
        String parent = aParent();
        Map<String, Object> wish = wish(code(), "南乔一诺", null);
        wish.remove("consentVersion");
        assertThat(ask(parent, wish).expect(422).text("code")).isEqualTo("CONSENT_REQUIRED");
        wish.put("consentVersion", "2020-01");
        assertThat(ask(parent, wish).expect(422).text("code")).isEqualTo("CONSENT_VERSION_OUTDATED");
        wish.put("consentVersion", CONSENT);
        ask(parent, wish).expect(201);
        assertThat(http().get("/api/v1/me", parent)
                        .expect(200)
                        .json()
                        .required("consent")
                        .required("given")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void severalChildrenOfOneParent_joinOneByOne() {
        door("AUTO", 60);
        String parent = aParent();
        String code = code();
        bring(parent, code, "南乔一诺").expect(201);
        bring(parent, code, "南乔二诺").expect(201);
        assertThat(http().get("/api/v1/me", parent)
                        .expect(200)
                        .json()
                        .required("children")
                        .size())
                .isEqualTo(2);
        assertThat(own(parent)).hasSize(2);
    }

    @Test
    void aFullClass_saysSoAtTheScanAndAtJoining_andLetsInAgainWhenSomebodyLeaves() {
        door("AUTO", 1);
        String code = code();
        assertThat(scan(code).expect(200).json().required("full").asBoolean()).isTrue();
        String parent = aParent();
        assertThat(bring(parent, code, "南乔一诺").expect(409).text("code")).isEqualTo("CLASS_FULL");
        assertThat(students()).isEqualTo(2);

        String motherToken = aPhone(mother).signIn().access();
        String leaving = child(motherToken, KNOWN);
        http().post("/api/v1/children/" + leaving + "/departures", Map.of("reason", "转学了"), motherToken)
                .expect(204);
        http().post("/api/v1/children/" + leaving + "/departures", Map.of("reason", "转学了"), motherToken)
                .expect(409);
        bring(parent, code, "南乔一诺").expect(201);
    }

    @Test
    void anOwnChildOfAnotherClass_isNotTakenOutUnasked_andMovesWithAReasonAndTheTeachersWord() {
        String parent = aPhone(mother).signIn().access();
        String child = child(parent, "云岫知秋");
        String code = code();
        assertThat(ask(parent, wishFor(code, child)).expect(409).text("code")).isEqualTo("CHILD_IN_OTHER_CLASS");

        Map<String, Object> wish = wishFor(code, child);
        wish.put("transferReason", "分班调整");
        Answer asked = ask(parent, wish).expect(201);
        assertThat(asked.text("cause")).isEqualTo("TRANSFER");
        assertThat(size(otherClassId)).isEqualTo(1);
        approve(asked.text("requestId")).expect(200);
        assertThat(size(otherClassId)).isZero();
        assertThat(size(classId)).isEqualTo(2);

        JsonNode history = history(child);
        assertThat(history.valueStream())
                .extracting(one -> one.required("classId").asString() + " "
                        + one.required("reason").asString() + " "
                        + one.path("endReason").asString("-"))
                .containsExactly(classId + " TRANSFER -", otherClassId + " IMPORT TRANSFER");
        assertThat(history.get(1).required("note").asString()).isEqualTo("分班调整");
    }

    @Test
    void aChildOfAnotherSchool_doesNotJoin_andNobodyBringsAStrangersChild() {
        String stranger = Phone.inventedMobile();
        School.aSchool().child("1班", "S1", "芦汀思齐", stranger).loadedBy(Control.signIn(http()));
        String parent = aPhone(stranger).signIn().access();
        String child = child(parent, "芦汀思齐");
        assertThat(ask(parent, wishFor(code(), child)).expect(422).text("code")).isEqualTo("CHILD_OF_OTHER_SCHOOL");
        assertThat(ask(aParent(), wishFor(code(), child)).expect(403).text("code"))
                .isEqualTo("OUT_OF_SCOPE");
    }

    @Test
    void aFileThatNamesAChildItsParentHadAdded_givesItItsNumber_andMakesNoSecondChild() {
        door("AUTO", 60);
        String parent = aParent();
        String child = bring(parent, code(), "南乔一诺").expect(201).text("childId");
        String file = School.STUDENTS + school.code() + ",一年级,1班,S50,南乔一诺,测试父亲," + Phone.inventedMobile() + ",父亲\n";
        assertThat(Control.signIn(http())
                        .load("STUDENTS", file)
                        .required("changed")
                        .asInt())
                .isEqualTo(1);
        assertThat(students()).isEqualTo(3);
        assertThat(guardians(child)).isEqualTo(2);
    }

    private JsonNode history(String child) {
        return http().get("/admin/v1/roster/children/" + child + "/enrolments", operatorOf(schoolId))
                .expect(200)
                .json()
                .required("items");
    }
}
