package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.contracts.roster.SchoolApi;
import io.jiaxiao.contracts.roster.SchoolPlacement;
import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Forged;
import io.jiaxiao.roster.fixture.JoinTest;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.School;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.json.JsonMapper;

/** What roster-service owes {@link SchoolApi}, read into the contract's own records. */
class SchoolRosterIT extends JoinTest {

    private final String mother = Phone.inventedMobile();

    @Autowired
    private JsonMapper json;

    @Override
    protected void prepare(School empty) {
        for (int i = 1; i <= 3; i++) {
            empty.child("1班", "S" + i, "青禾同学", i == 1 ? mother : Phone.inventedMobile());
        }
        empty.child("2班", "S4", "青禾同学", Phone.inventedMobile());
    }

    @Test
    void schools_areToldWithTheUnitsAboveThem_andWhatIsNoSchoolIsMissing() {
        SchoolApi.Schools found = json.readValue(
                post("/internal/schools", "schoolIds", List.of(id(schoolId), id(classId), "4711"))
                        .expect(200)
                        .body(),
                SchoolApi.Schools.class);
        assertThat(found.schools())
                .containsExactly(
                        new SchoolPlacement(id(schoolId), school.name(), List.of("1", Long.toString(schoolId))));
    }

    @Test
    void theClassesOfASchool_areToldAsEachIsToldAlone() {
        List<ClassPlacement> classes = json.readValue(
                        get("/internal/schools/" + schoolId + "/classes")
                                .expect(200)
                                .body(),
                        SchoolApi.Classes.class)
                .classes();
        assertThat(classes).extracting(ClassPlacement::classId).contains(id(classId), id(otherClassId));
        for (ClassPlacement place : classes) {
            assertThat(json.readValue(
                            get("/internal/classes/" + place.classId())
                                    .expect(200)
                                    .body(),
                            ClassPlacement.class))
                    .isEqualTo(place);
        }
        assertThat(get("/internal/schools/4711/classes").expect(404).text("code"))
                .isEqualTo("SCHOOL_UNKNOWN");
        get("/internal/schools/" + classId + "/classes").expect(404);
        get("/internal/schools/x/classes").expect(400);
    }

    @Test
    void whoIsInClassesToday_isTheSameAskedByClassAndAskedByChild() {
        List<SchoolApi.Members> members = members();
        assertThat(members)
                .extracting(SchoolApi.Members::classId)
                .containsExactlyInAnyOrder(id(classId), id(otherClassId));
        List<String> children =
                members.stream().flatMap(one -> one.childIds().stream()).toList();
        assertThat(children).hasSize(4).doesNotHaveDuplicates();
        List<SchoolApi.InClass> byChild =
                placesOf(Stream.concat(children.stream(), Stream.of("4711")).toList());
        assertThat(byChild)
                .containsExactlyInAnyOrderElementsOf(members.stream()
                        .flatMap(one ->
                                one.childIds().stream().map(child -> new SchoolApi.InClass(child, one.classId())))
                        .toList());

        String parent = aPhone(mother).signIn().access();
        String left = http().get("/api/v1/me", parent)
                .expect(200)
                .json()
                .required("children")
                .get(0)
                .required("id")
                .asString();
        http().post("/api/v1/children/" + left + "/departures", Map.of("reason", "转学了"), parent)
                .expect(204);
        assertThat(placesOf(List.of(left))).isEmpty();
        assertThat(members().stream().flatMap(one -> one.childIds().stream()))
                .hasSize(3)
                .doesNotContain(left);
    }

    @Test
    void tooManyAtOnce_orNonsense_isRefused() {
        post("/internal/schools", "schoolIds", Collections.nCopies(501, "1")).expect(400);
        post("/internal/classes/members", "classIds", Collections.nCopies(51, "1"))
                .expect(400);
        post("/internal/children/classes", "childIds", Collections.nCopies(1001, "1"))
                .expect(400);
        post("/internal/children/classes", "childIds", List.of()).expect(400);
        post("/internal/children/classes", "childIds", List.of("nobody")).expect(400);
        post("/internal/children/classes", "children", List.of("1")).expect(400);
    }

    @Test
    void onlyServicesWithATokenForThisOne_mayAsk() {
        String path = "/internal/schools/" + schoolId + "/classes";
        http().get(path, null).expect(401);
        http().get(path, teacher).expect(403);
        Map<String, Object> body = Map.of("childIds", List.of("1"));
        http().post("/internal/children/classes", body, null).expect(401);
        http().post("/internal/children/classes", body, Forged.signed(Forged.claims("aixue", "jiaxiao-open")))
                .expect(403);
    }

    @Test
    void thePathsAreThoseOfTheContract() {
        assertThat(Arrays.stream(SchoolApi.class.getMethods()).map(method -> {
                    GetMapping get = method.getAnnotation(GetMapping.class);
                    return get == null ? method.getAnnotation(PostMapping.class).value()[0] : get.value()[0];
                }))
                .containsExactlyInAnyOrder(
                        "/internal/schools",
                        "/internal/schools/{schoolId}/classes",
                        "/internal/classes/members",
                        "/internal/children/classes");
    }

    private List<SchoolApi.Members> members() {
        return json.readValue(
                        post("/internal/classes/members", "classIds", List.of(id(classId), id(otherClassId), "4711"))
                                .expect(200)
                                .body(),
                        SchoolApi.MembersOfClasses.class)
                .classes();
    }

    private List<SchoolApi.InClass> placesOf(List<String> children) {
        return json.readValue(
                        post("/internal/children/classes", "childIds", children)
                                .expect(200)
                                .body(),
                        SchoolApi.ClassesOfChildren.class)
                .children();
    }

    private Answer get(String path) {
        return http().get(path, Forged.signed(Forged.claims("order-service", "roster-service")));
    }

    private Answer post(String path, String field, List<String> ids) {
        return http().post(path, Map.of(field, ids), Forged.signed(Forged.claims("order-service", "roster-service")));
    }

    private static String id(long number) {
        return Long.toString(number);
    }
}
