package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.Forged;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.roster.fixture.School;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whose data one sees: own children, own classes, own school. */
class DataScopeIT extends RosterTest {

    private final String mother = Phone.inventedMobile();
    private final String stranger = Phone.inventedMobile();
    private final String teacher = Phone.inventedMobile();
    private School school = School.aSchool();
    private School otherSchool = School.aSchool();

    @BeforeEach
    void twoSchools() {
        Control control = Control.signIn(http());
        school = School.aSchool().child("1班", "S1", "青禾小满", mother).teacher("1班", "松月听雨", teacher);
        for (int i = 2; i <= 12; i++) {
            school.child("1班", "S" + i, "青禾同学", Phone.inventedMobile());
        }
        school.loadedBy(control);
        otherSchool = School.aSchool().child("2班", "S1", "芦汀思齐", stranger).loadedBy(control);
    }

    @Test
    void aParent_readsTheOwnChildAndNoOther() {
        String token = aPhone(mother).signIn().access();
        String own = childOf(token);
        String foreign = childOf(aPhone(stranger).signIn().access());
        assertThat(http().get("/api/v1/children/" + own, token).expect(200).text("name"))
                .isEqualTo("青禾小满");
        outOfScope(http().get("/api/v1/children/" + foreign, token));
        outOfScope(http().get("/api/v1/children/1", token));
    }

    @Test
    void aTeacher_readsTheOwnClassPageByPageAndNoOther() {
        String token = aPhone(teacher).signIn().access();
        JsonNode me = http().get("/api/v1/me", token).expect(200).json();
        assertThat(me.required("roles").toString()).isEqualTo("[\"TEACHER\"]");
        JsonNode taught = me.required("classes").get(0);
        assertThat(taught.required("subject").asString()).isEqualTo("语文");
        assertThat(taught.required("head").asBoolean()).isTrue();
        String path = "/api/v1/classes/" + taught.required("id").asString() + "/students?size=5";

        List<String> numbers = new ArrayList<>();
        String cursor = "0";
        int pages = 0;
        while (cursor != null) {
            JsonNode page =
                    http().get(path + "&cursor=" + cursor, token).expect(200).json();
            page.required("items")
                    .forEach(item -> numbers.add(item.required("number").asString()));
            cursor = page.has("nextCursor") ? page.required("nextCursor").asString() : null;
            pages++;
        }
        assertThat(numbers).hasSize(12).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(3);

        outOfScope(http().get("/api/v1/classes/" + classOf(school, "2班") + "/students", token));
        outOfScope(http().get("/api/v1/classes/" + classOf(otherSchool, "2班") + "/students", token));
        outOfScope(http().get("/api/v1/classes/1/students", token));
    }

    @Test
    void aParent_readsNoClassList() {
        outOfScope(http().get(
                        "/api/v1/classes/" + classOf(school, "1班") + "/students",
                        aPhone(mother).signIn().access()));
    }

    @Test
    void aSchoolsOperator_seesTheOwnSchoolOnly() {
        String token = operatorOf(unit(school));
        JsonNode schools =
                http().get("/admin/v1/roster/schools", token).expect(200).json();
        assertThat(schools.required("total").asInt()).isEqualTo(1);
        assertThat(schools.required("items").get(0).required("code").asString()).isEqualTo(school.code());
        JsonNode classes = http().get("/admin/v1/roster/schools/" + unit(school) + "/classes", token)
                .expect(200)
                .json()
                .required("items");
        assertThat(classes.valueStream())
                .extracting(one -> one.required("name").asString() + " "
                        + one.required("students").asInt())
                .containsExactly("1班 12", "2班 0");

        outOfScope(http().get("/admin/v1/roster/schools/" + unit(otherSchool) + "/classes", token));
        assertThat(found(token, mother)).isEqualTo(1);
        assertThat(found(token, stranger)).isZero();
        outOfScope(http().post(
                        "/admin/v1/roster/people/" + personOf(stranger) + "/unmask",
                        Map.of("reason", "家长来电核对"),
                        token));
        outOfScope(http().get("/admin/v1/roster/audit", token));
        outOfScope(http().get("/admin/v1/roster/imports/1", token));
        outOfScope(http().csv("/admin/v1/roster/imports?kind=CLASSES", school.classesFile(), token));
    }

    @Test
    void headOffice_findsAPersonMasked_andUnmasksForAReasonThatIsKept() {
        String token = operatorOf(1);
        JsonNode person = http().get("/admin/v1/roster/people?mobile=" + mother, token)
                .expect(200)
                .json()
                .required("items")
                .get(0);
        assertThat(person.required("name").asString()).isEqualTo("测***");
        assertThat(person.required("mobile").asString()).contains("****");
        assertThat(person.required("children").get(0).required("name").asString())
                .isEqualTo("青***");
        assertThat(person.toString()).doesNotContain(mother).doesNotContain("青禾小满");

        String id = person.required("id").asString();
        Answer clear = http().post("/admin/v1/roster/people/" + id + "/unmask", Map.of("reason", "家长来电核对"), token)
                .expect(200);
        assertThat(clear.text("mobile")).isEqualTo(mother);
        assertThat(clear.text("name")).isEqualTo("测试母亲");

        JsonNode audit = http().get("/admin/v1/roster/audit?subjectType=person&subjectId=" + id, token)
                .expect(200)
                .json();
        assertThat(audit.required("total").asInt()).isEqualTo(1);
        JsonNode entry = audit.required("items").get(0);
        assertThat(entry.required("action").asString()).isEqualTo("UNMASK_PERSON");
        assertThat(entry.required("reason").asString()).isEqualTo("家长来电核对");
        assertThat(entry.required("actor").asString())
                .isEqualTo(Forged.read(token).getSubject());
    }

    @Test
    void theClientThatLoadsRosters_seesNothingElse() {
        String token = Control.signIn(http()).token();
        outOfScope(http().get("/admin/v1/roster/schools", token));
        outOfScope(http().get("/admin/v1/roster/people?mobile=" + mother, token));
        outOfScope(http().get("/admin/v1/roster/audit", token));
        outOfScope(http().get("/api/v1/me", token));
        outOfScope(http().post("/api/v1/consents", Map.of("version", "2026-11"), token));
        outOfScope(http().post("/api/v1/sign-out", Map.of(), token));
    }

    @Test
    void consent_isGivenOnceForTheCurrentVersion() {
        String token = aPhone(mother).signIn().access();
        JsonNode before = http().get("/api/v1/me", token).expect(200).json().required("consent");
        assertThat(before.required("given").asBoolean()).isFalse();
        String version = before.required("version").asString();
        assertThat(http().post("/api/v1/consents", Map.of("version", "2020-01"), token)
                        .expect(422)
                        .text("code"))
                .isEqualTo("CONSENT_VERSION_OUTDATED");
        String givenAt = http().post("/api/v1/consents", Map.of("version", version), token)
                .expect(201)
                .text("givenAt");
        assertThat(http().post("/api/v1/consents", Map.of("version", version), token)
                        .expect(201)
                        .text("givenAt"))
                .isEqualTo(givenAt);
        assertThat(http().get("/api/v1/me", token)
                        .expect(200)
                        .json()
                        .required("consent")
                        .required("given")
                        .asBoolean())
                .isTrue();
    }

    /** An operator for a unit, with a token of the console's kind. */
    private String operatorOf(long unit) {
        String person = Forged.read(aPhone().signIn().access()).getSubject();
        jdbc.update(
                "INSERT INTO role_grant (id, person_id, role, unit_id, granted_at) VALUES (?, ?, 'OPERATOR', ?, NOW(3))",
                -Long.parseLong(person),
                Long.valueOf(person),
                unit);
        return Forged.signed(Forged.claims(person, "jiaxiao-api", unit == 1 ? "OPERATOR" : "SCHOOL_OPERATOR"));
    }

    private int found(String token, String mobile) {
        return http().get("/admin/v1/roster/people?mobile=" + mobile, token)
                .expect(200)
                .json()
                .required("items")
                .size();
    }

    private String personOf(String mobile) {
        return Forged.read(aPhone(mobile).signIn().access()).getSubject();
    }

    private String childOf(String token) {
        return http().get("/api/v1/me", token)
                .expect(200)
                .json()
                .required("children")
                .get(0)
                .required("id")
                .asString();
    }

    private long unit(School one) {
        return jdbc.queryForObject("SELECT id FROM org_unit WHERE code = ?", Long.class, one.code());
    }

    private long classOf(School one, String name) {
        return jdbc.queryForObject(
                "SELECT c.id FROM org_unit c JOIN org_unit g ON g.id = c.parent_id WHERE g.parent_id = ? AND c.name = ?",
                Long.class,
                unit(one),
                name);
    }

    private static void outOfScope(Answer answer) {
        assertThat(answer.expect(403).isProblem()).isTrue();
        assertThat(answer.text("code")).isEqualTo("OUT_OF_SCOPE");
    }
}
