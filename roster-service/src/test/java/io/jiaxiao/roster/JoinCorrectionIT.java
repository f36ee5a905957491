package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A guardian says more of a child while the request waits. */
class JoinCorrectionIT extends FamilyJoinTest {

    @Test
    void aNumberSaidLater_makesTheChildTheOneTheSchoolKnows_andNoSecondOne() {
        String parent = aParent();
        String code = code();
        String request = bring(parent, code, KNOWN).expect(201).text("requestId");
        assertThat(waiting().getFirst().required("sure").asBoolean()).isFalse();

        Answer corrected = bring(parent, code, KNOWN, "S1").expect(201);
        assertThat(corrected.text("requestId")).isEqualTo(request);
        assertThat(corrected.json().required("already").asBoolean()).isTrue();
        JsonNode waits = waiting().getFirst();
        assertThat(waits.required("number").asString()).isEqualTo("S1");
        assertThat(waits.required("sure").asBoolean()).isTrue();

        approve(request, Map.of("newChild", true)).expect(200);
        assertThat(students()).isEqualTo(2);
        assertThat(size(classId)).isEqualTo(1);
    }

    @Test
    void aChildOfAnotherClass_foundByItsNumberLater_movesInsteadOfBeingDoubled() {
        String parent = aParent();
        String code = code();
        String request = bring(parent, code, "云岫知秋").expect(201).text("requestId");
        Map<String, Object> better = wish(code, "云岫知秋", "S2");
        better.put("transferReason", "分班调整");
        better.put("relation", "FATHER");
        Answer corrected = ask(parent, better).expect(201);
        assertThat(corrected.text("requestId")).isEqualTo(request);
        assertThat(corrected.text("cause")).isEqualTo("TRANSFER");
        JsonNode waits = waiting().getFirst();
        assertThat(waits.required("transferReason").asString()).isEqualTo("分班调整");
        assertThat(waits.required("relation").asString()).isEqualTo("FATHER");

        String child = approve(request).expect(200).text("childId");
        assertThat(students()).isEqualTo(2);
        assertThat(size(classId)).isEqualTo(2);
        assertThat(size(otherClassId)).isZero();
        assertThat(count(
                        "SELECT COUNT(*) FROM enrolment WHERE student_id = ? AND to_date IS NULL", Long.valueOf(child)))
                .isEqualTo(1);
    }

    @Test
    void askingAgainWithoutTheNumber_keepsIt() {
        String parent = aParent();
        String code = code();
        String request = bring(parent, code, KNOWN, "S1").expect(201).text("requestId");
        assertThat(bring(parent, code, KNOWN).expect(201).text("requestId")).isEqualTo(request);
        assertThat(waiting().getFirst().required("number").asString()).isEqualTo("S1");
    }
}
