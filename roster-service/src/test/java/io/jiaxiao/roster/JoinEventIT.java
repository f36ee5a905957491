package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.contracts.event.Topics;
import io.jiaxiao.contracts.roster.ChildJoinedClass;
import io.jiaxiao.contracts.roster.ChildLeftClass;
import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.JoinTest;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.School;
import io.jiaxiao.starter.event.EventRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** What the other services are told about classes, seen where it goes to the broker. */
@Import(SignInEventIT.Listening.class)
class JoinEventIT extends JoinTest {

    @Autowired
    private JsonMapper json;

    @Test
    void joiningMovingAndLeaving_areToldInOrder_andARefusedWishIsNot() {
        door("AUTO", 1);
        String parent = aParent();
        String code = code();
        String child = bring(parent, code, "南乔一诺").expect(201).text("childId");
        bring(aParent(), code, "白榆望舒").expect(409);
        String today = jdbc.queryForObject(
                "SELECT from_date FROM enrolment WHERE active_student = ?", String.class, Long.valueOf(child));
        http().post(
                        "/admin/v1/roster/children/" + child + "/transfers",
                        Map.of("classId", Long.toString(otherClassId), "on", String.valueOf(today), "reason", "分班调整"),
                        operatorOf(schoolId))
                .expect(200);
        http().post("/api/v1/children/" + child + "/departures", Map.of("reason", "转学了"), parent)
                .expect(204);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> SignInEventIT.toldAbout(child).size() == 4);
        List<EventRecord> told = SignInEventIT.toldAbout(child);
        assertThat(told)
                .extracting(EventRecord::tag)
                .containsExactly("ChildJoinedClass", "ChildLeftClass", "ChildJoinedClass", "ChildLeftClass");
        assertThat(told).allSatisfy(event -> {
            assertThat(event.topic()).endsWith(Topics.ROSTER_EVENTS);
            assertThat(event.payload()).doesNotContain("南乔");
        });
        ChildJoinedClass joined = json.readValue(told.getFirst().payload(), ChildJoinedClass.class);
        assertThat(joined.classId()).isEqualTo(Long.toString(classId));
        assertThat(joined.schoolId()).isEqualTo(Long.toString(schoolId));
        ChildLeftClass left = json.readValue(told.getLast().payload(), ChildLeftClass.class);
        assertThat(left.classId()).isEqualTo(Long.toString(otherClassId));
    }

    @Test
    void aFile_tellsWhoCameAndWhoMoved_andTheSameFileAgainTellsNothing() {
        String mother = Phone.inventedMobile();
        Control control = Control.signIn(http());
        String row = ",S7,白榆望舒,测试母亲," + mother + ",母亲\n";
        String first = School.STUDENTS + school.code() + ",一年级,1班" + row;
        control.load("STUDENTS", first);
        control.load("STUDENTS", first);
        control.load("STUDENTS", School.STUDENTS + school.code() + ",一年级,2班" + row);
        String child = jdbc.queryForObject("SELECT id FROM student WHERE school_id = ?", String.class, schoolId);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> SignInEventIT.toldAbout(String.valueOf(child)).size() >= 3);
        assertThat(SignInEventIT.toldAbout(String.valueOf(child)))
                .extracting(EventRecord::tag)
                .containsExactly("ChildJoinedClass", "ChildLeftClass", "ChildJoinedClass");
    }
}
