package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ChildPlacement;
import io.jiaxiao.contracts.roster.ChildrenFound;
import io.jiaxiao.contracts.roster.ClassApi;
import io.jiaxiao.contracts.roster.ClassChildren;
import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Forged;
import io.jiaxiao.roster.fixture.JoinTest;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.School;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.json.JsonMapper;

/** What roster-service owes {@link io.jiaxiao.contracts.roster.ClassApi}, read into the contract's own records. */
class ClassPlacementIT extends JoinTest {

    private final String mother = Phone.inventedMobile();

    @Autowired
    private JsonMapper json;

    @Override
    protected void prepare(School empty) {
        for (int i = 1; i <= 5; i++) {
            empty.child("1班", "S" + i, "青禾同学", i == 1 ? mother : Phone.inventedMobile());
        }
    }

    @Test
    void aClass_isToldWithEveryUnitAboveIt_theRootFirst() {
        ClassPlacement place =
                json.readValue(read("/internal/classes/" + classId).expect(200).body(), ClassPlacement.class);
        assertThat(place.className()).isEqualTo("1班");
        assertThat(place.gradeName()).isEqualTo("一年级");
        assertThat(place.schoolId()).isEqualTo(Long.toString(schoolId));
        assertThat(place.schoolName()).isEqualTo(school.name());
        assertThat(place.unitIds())
                .hasSize(4)
                .startsWith("1", Long.toString(schoolId))
                .endsWith(Long.toString(classId));
    }

    @Test
    void aChild_isToldWithItsGuardiansAndPlace_andBetweenTwoClassesWithoutAPlace() {
        String parent = aPhone(mother).signIn().access();
        String id = http().get("/api/v1/me", parent)
                .expect(200)
                .json()
                .required("children")
                .get(0)
                .required("id")
                .asString();
        ChildPlacement child =
                json.readValue(read("/internal/children/" + id).expect(200).body(), ChildPlacement.class);
        assertThat(child.childId()).isEqualTo(id);
        assertThat(child.guardianIds()).containsExactly(Forged.read(parent).getSubject());
        assertThat(child.place()).isNotNull();

        http().post("/api/v1/children/" + id + "/departures", Map.of("reason", "转学了"), parent)
                .expect(204);
        child = json.readValue(read("/internal/children/" + id).expect(200).body(), ChildPlacement.class);
        assertThat(child.place()).isNull();
        assertThat(child.guardianIds()).hasSize(1);
    }

    @Test
    void theChildrenOfAClass_comePageByPage_eachOnce_withoutNames() {
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            Answer answer = read("/internal/classes/" + classId + "/children?limit=2&after=" + after)
                    .expect(200);
            assertThat(answer.body()).doesNotContain("青禾");
            ClassChildren page = json.readValue(answer.body(), ClassChildren.class);
            page.children().forEach(child -> {
                seen.add(child.childId());
                assertThat(child.guardianIds()).hasSize(1);
                assertThat(child.place()).isNotNull();
            });
            after = page.next();
        } while (after != null);
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(json.readValue(
                                read("/internal/classes/" + otherClassId + "/children")
                                        .expect(200)
                                        .body(),
                                ClassChildren.class)
                        .children())
                .isEmpty();
    }

    @Test
    void whatIsNotThere_isNotFound_andNonsenseIsRefused() {
        assertThat(read("/internal/classes/4711").expect(404).text("code")).isEqualTo("CLASS_UNKNOWN");
        read("/internal/classes/" + schoolId).expect(404);
        read("/internal/classes/4711/children").expect(404);
        assertThat(read("/internal/children/4711").expect(404).text("code")).isEqualTo("CHILD_UNKNOWN");
        read("/internal/children/nobody").expect(400);
        read("/internal/classes/" + classId + "/children?limit=501").expect(400);
        read("/internal/classes/" + classId + "/children?limit=0").expect(400);
        read("/internal/classes/" + classId + "/children?after=x").expect(400);
    }

    @Test
    void onlyServicesWithATokenForThisOne_mayAsk() {
        for (String path : List.of(
                "/internal/classes/" + classId,
                "/internal/classes/" + classId + "/children",
                "/internal/children/4711")) {
            http().get(path, null).expect(401);
            http().get(path, teacher).expect(403);
            http().get(path, Forged.signed(Forged.claims("aixue", "jiaxiao-open")))
                    .expect(403);
            http().get(path, Forged.signed(Forged.claims("order-service", "mall-service")))
                    .expect(401);
        }
    }

    @Test
    void manyChildrenAtOnce_areToldAsEachAlone_andWhoIsNotKnownIsMissing() {
        List<ChildPlacement> all = json.readValue(
                        read("/internal/classes/" + classId + "/children")
                                .expect(200)
                                .body(),
                        ClassChildren.class)
                .children();
        List<String> wanted =
                new ArrayList<>(all.stream().map(ChildPlacement::childId).toList());
        wanted.add("4711");
        Answer answer = lookUp(Map.of("childIds", wanted)).expect(200);
        assertThat(answer.body()).doesNotContain("青禾");
        assertThat(json.readValue(answer.body(), ChildrenFound.class).children())
                .isEqualTo(all);
        lookUp(Map.of("childIds", List.of())).expect(400);
        lookUp(Map.of("childIds", List.of("nobody"))).expect(400);
        lookUp(Map.of("childIds", Collections.nCopies(501, "1"))).expect(400);
        lookUp(Map.of()).expect(400);
        http().post("/internal/children/lookups", Map.of("childIds", wanted), teacher)
                .expect(403);
    }

    private Answer lookUp(Map<String, ?> question) {
        return http().post(
                        "/internal/children/lookups",
                        question,
                        Forged.signed(Forged.claims("order-service", "roster-service")));
    }

    @Test
    void thePathsAreThoseOfTheContract() {
        assertThat(ClassApi.class.getMethods())
                .extracting(method -> method.isAnnotationPresent(GetMapping.class)
                        ? method.getAnnotation(GetMapping.class).value()[0]
                        : method.getAnnotation(PostMapping.class).value()[0])
                .containsExactlyInAnyOrder(
                        "/internal/classes/{classId}",
                        "/internal/children/{childId}",
                        "/internal/children/lookups",
                        "/internal/classes/{classId}/children");
    }

    private Answer read(String path) {
        return http().get(path, Forged.signed(Forged.claims("order-service", "roster-service")));
    }
}
