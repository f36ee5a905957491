package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.roster.fixture.School;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rows that stay in the way of what is stored: the import ends all the same. */
class ImportConflictIT extends RosterTest {

    private Control control;

    @BeforeEach
    void signIn() {
        control = Control.signIn(http());
    }

    @Test
    void aNumberInAnotherSpelling_isTheSameChilds_andTheImportEnds() {
        String mother = Phone.inventedMobile();
        School school = School.aSchool().child("1班", "A1", "云岫小满", mother).loadedBy(control);
        JsonNode done = control.load(
                "STUDENTS",
                School.STUDENTS + String.join(",", school.code(), "一年级", "2班", "a1", "云岫小满", "测试母亲", mother, "母亲")
                        + "\n");
        assertThat(done.required("changed").asInt()).isEqualTo(1);
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM student s JOIN org_unit u ON u.id = s.school_id WHERE u.code = ?",
                        Integer.class,
                        school.code()))
                .isEqualTo(1);
    }

    @Test
    void aNameOfAClosedClass_isRefusedByItsRow_andTheImportEndsWithTheOthers() {
        School school = School.aSchool().loadedBy(control);
        jdbc.update(
                "UPDATE org_unit c JOIN org_unit g ON g.id = c.parent_id JOIN org_unit s ON s.id = g.parent_id"
                        + " SET c.active = FALSE WHERE s.code = ? AND c.name = '1班'",
                school.code());
        String id = control.start("CLASSES", school.classesFile() + school.code() + "," + school.name() + ",一年级,3班\n");
        JsonNode done = control.await(id);
        assertThat(done.required("state").asString()).isEqualTo("DONE");
        assertThat(done.required("doneRows").asInt()).isEqualTo(3);
        assertThat(done.required("refused").asInt()).isEqualTo(1);
        assertThat(done.required("added").asInt()).isEqualTo(1);
        assertThat(done.required("unchanged").asInt()).isEqualTo(1);
        assertThat(control.errors(id)).hasSize(1);
        assertThat(control.errors(id).getFirst()).startsWith("2 班级").contains("已停用");

        assertThat(control.tryOut("CLASSES", school.classesFile())
                        .required("refused")
                        .asInt())
                .isEqualTo(1);
    }
}
