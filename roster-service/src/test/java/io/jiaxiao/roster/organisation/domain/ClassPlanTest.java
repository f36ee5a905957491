package io.jiaxiao.roster.organisation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.merging.RowOutcome;
import io.jiaxiao.roster.merging.RowOutcome.Effect;
import io.jiaxiao.roster.organisation.ClassEntry;
import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.organisation.UnitKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClassPlanTest {

    private static final OrgUnit ROOT = new OrgUnit(1, null, UnitKind.REGION, "总部", null, "/1/", 0);

    private final AtomicLong ids = new AtomicLong(100);

    @Test
    void aNewClassBringsItsSchoolAndGrade_parentsFirst() {
        var plan = plan(List.of());
        assertThat(plan.place(entry("A", "一小", "三年级", "2班"))).isEqualTo(new RowOutcome.Taken(2, Effect.ADDED));
        assertThat(plan.added())
                .extracting(unit -> unit.kind() + " " + unit.name() + " " + unit.path() + " " + unit.sort())
                .containsExactly("SCHOOL 一小 /1/101/ 1", "GRADE 三年级 /1/101/102/ 3", "CLASS 2班 /1/101/102/103/ 2");
    }

    @Test
    void theSameClassAgain_changesNothing() {
        var first = plan(List.of());
        first.place(entry("A", "一小", "三年级", "2班"));
        var second = plan(first.added());
        assertThat(second.place(entry("A", "一小", "三年级", "2班"))).isEqualTo(new RowOutcome.Taken(2, Effect.UNCHANGED));
        assertThat(second.added()).isEmpty();
    }

    @Test
    void aSecondClassOfAGrade_sharesSchoolAndGrade() {
        var plan = plan(List.of());
        plan.place(entry("A", "一小", "三年级", "1班"));
        plan.place(entry("A", "一小", "三年级", "2班"));
        assertThat(plan.added()).hasSize(4);
    }

    @Test
    void aCodeWithAnotherName_orANameWithAnotherCode_isRefused() {
        var plan = plan(List.of());
        plan.place(entry("A", "一小", "三年级", "1班"));
        assertThat(plan.place(entry("A", "二小", "三年级", "1班"))).isInstanceOf(RowOutcome.Refused.class);
        assertThat(plan.place(entry("B", "一小", "三年级", "1班"))).isInstanceOf(RowOutcome.Refused.class);
        assertThat(plan.added()).hasSize(3);
    }

    @Test
    void regionsAndDepartmentsNest_classesHoldNothing() {
        assertThat(UnitKind.REGION.mayHold(UnitKind.REGION)).isTrue();
        assertThat(UnitKind.DEPARTMENT.mayHold(UnitKind.DEPARTMENT)).isTrue();
        assertThat(UnitKind.SCHOOL.mayHold(UnitKind.CLASS)).isFalse();
        for (UnitKind kind : UnitKind.values()) {
            assertThat(UnitKind.CLASS.mayHold(kind)).isFalse();
        }
    }

    private ClassPlan plan(List<OrgUnit> known) {
        return new ClassPlan(ROOT, known, ids::incrementAndGet);
    }

    private static ClassEntry entry(String code, String school, String grade, String name) {
        return new ClassEntry(2, code, school, grade, name);
    }
}
