package io.jiaxiao.roster.people.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.merging.RowOutcome;
import io.jiaxiao.roster.merging.RowOutcome.Effect;
import io.jiaxiao.roster.people.Person;
import io.jiaxiao.roster.people.Relation;
import io.jiaxiao.roster.people.Role;
import io.jiaxiao.roster.people.RoleGrant;
import io.jiaxiao.roster.people.StudentEntry;
import io.jiaxiao.roster.people.StudentEntry.Guardian;
import io.jiaxiao.roster.people.StudentNumber;
import io.jiaxiao.roster.people.TeacherEntry;
import io.jiaxiao.roster.people.domain.PersonBook.Granted;
import io.jiaxiao.roster.people.domain.StudentPlan.Guardianship;
import io.jiaxiao.roster.people.domain.StudentPlan.Key;
import io.jiaxiao.roster.people.domain.StudentPlan.Pair;
import io.jiaxiao.roster.people.domain.StudentPlan.Student;
import io.jiaxiao.roster.people.domain.TeacherPlan.Assignment;
import io.jiaxiao.roster.people.domain.TeacherPlan.Teaching;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a file changes, against what is known. */
class MergePlansTest {

    private static final Mobile MOTHERS = new Mobile("19900000001");
    private static final Mobile FATHERS = new Mobile("19900000002");
    private static final PersonName MOTHER = new PersonName("云岫知秋");
    private static final PersonName CHILD = new PersonName("云岫小满");
    private static final Key KEY = new Key(5, new StudentNumber("S1"));

    private final AtomicLong ids = new AtomicLong(100);

    @Test
    void aNewChildWithItsMother_isAddedWithEverythingThatBelongsToIt() {
        PersonBook book = book();
        StudentPlan plan = plan(book, List.of(), List.of());
        assertThat(plan.merge(entry(7, CHILD, mother()))).isEqualTo(new RowOutcome.Taken(2, Effect.ADDED));
        assertThat(book.added()).hasSize(1);
        assertThat(book.newGrants()).extracting(one -> one.grant().role()).containsExactly(Role.PARENT);
        assertThat(plan.changes().added).hasSize(1);
        assertThat(plan.changes().enrolled).hasSize(1);
        assertThat(plan.changes().newGuardians).hasSize(1);
        assertThat(plan.changes().left).isEmpty();
    }

    @Test
    void theSameRowAgain_changesNothing() {
        PersonBook book = knownMother();
        StudentPlan plan = plan(book, List.of(known(7L)), List.of(motherhood()));
        assertThat(plan.merge(entry(7, CHILD, mother()))).isEqualTo(new RowOutcome.Taken(2, Effect.UNCHANGED));
        assertThat(book.added()).isEmpty();
        assertThat(book.newGrants()).isEmpty();
        assertThat(plan.changes().enrolled).isEmpty();
        assertThat(plan.changes().newGuardians).isEmpty();
    }

    @Test
    void anotherClass_endsTheOldEnrolmentAndBeginsANewOne() {
        StudentPlan plan = plan(knownMother(), List.of(known(7L)), List.of(motherhood()));
        assertThat(plan.merge(entry(8, CHILD, mother()))).isEqualTo(new RowOutcome.Taken(2, Effect.CHANGED));
        assertThat(plan.changes().left).containsExactly(new StudentPlan.Placement(50, 7, 5));
        assertThat(plan.changes().enrolled).extracting(one -> one.classId()).containsExactly(8L);
    }

    @Test
    void aChildBetweenTwoClasses_entersWithoutLeaving() {
        StudentPlan plan = plan(knownMother(), List.of(known(null)), List.of(motherhood()));
        plan.merge(entry(8, CHILD, mother()));
        assertThat(plan.changes().left).isEmpty();
        assertThat(plan.changes().enrolled).hasSize(1);
    }

    @Test
    void anotherNameOfTheChild_isTakenOver() {
        StudentPlan plan = plan(knownMother(), List.of(known(7L)), List.of(motherhood()));
        assertThat(plan.merge(entry(7, new PersonName("云岫大满"), mother())))
                .isEqualTo(new RowOutcome.Taken(2, Effect.CHANGED));
        assertThat(plan.changes().renamed).hasSize(1);
    }

    @Test
    void aChildAGuardianAddedWithoutNumber_getsItsNumberFromTheFile_andStaysOneChild() {
        var unnumbered = new StudentPlan.Unnumbered(60, 7, CHILD);
        var plan =
                new StudentPlan(book(), List.of(), List.of(unnumbered), List.of(), List.of(), 1, ids::incrementAndGet);
        assertThat(plan.merge(entry(7, CHILD, mother()))).isEqualTo(new RowOutcome.Taken(2, Effect.CHANGED));
        assertThat(plan.changes().added).isEmpty();
        assertThat(plan.changes().enrolled).isEmpty();
        assertThat(plan.changes().numbered).extracting(Student::id).containsExactly(60L);
        assertThat(plan.changes().newGuardians)
                .extracting(one -> one.pair().studentId())
                .containsExactly(60L);
    }

    @Test
    void ofTwoChildrenOfOneNameWithoutNumber_nobodyGuessesWhichIsMeant() {
        var two = List.of(new StudentPlan.Unnumbered(60, 7, CHILD), new StudentPlan.Unnumbered(61, 7, CHILD));
        var plan = new StudentPlan(book(), List.of(), two, List.of(), List.of(), 1, ids::incrementAndGet);
        assertThat(plan.merge(entry(7, CHILD, mother()))).isEqualTo(new RowOutcome.Taken(2, Effect.ADDED));
        assertThat(plan.changes().numbered).isEmpty();
    }

    @Test
    void aGuardiansNumberThatBelongsToAnotherName_isRefused_andNothingOfTheRowIsTaken() {
        PersonBook book = knownMother();
        StudentPlan plan = plan(book, List.of(), List.of());
        var stranger = new Guardian("家长1姓名", new PersonName("鹿鸣景行"), MOTHERS, Relation.MOTHER);
        var father = new Guardian("家长2姓名", new PersonName("云岫长风"), FATHERS, Relation.FATHER);
        assertThat(plan.merge(entry(7, CHILD, father, stranger)))
                .isEqualTo(new RowOutcome.Refused(2, "家长1姓名", "该手机号已登记为其他姓名，请核对"));
        assertThat(book.added()).isEmpty();
        assertThat(plan.changes().added).isEmpty();
    }

    @Test
    void twoGuardiansWithOneNumber_areRefused() {
        StudentPlan plan = plan(book(), List.of(), List.of());
        assertThat(plan.merge(entry(7, CHILD, mother(), mother()))).isInstanceOf(RowOutcome.Refused.class);
    }

    @Test
    void siblingsInOneFile_shareTheirMother() {
        PersonBook book = book();
        StudentPlan plan = plan(book, List.of(), List.of());
        plan.merge(entry(7, CHILD, mother()));
        plan.merge(new StudentEntry(3, 5, 8, new StudentNumber("S2"), CHILD, List.of(mother())));
        assertThat(book.added()).hasSize(1);
        assertThat(book.newGrants()).hasSize(1);
        assertThat(plan.changes().newGuardians).hasSize(2);
    }

    @Test
    void whoSignedInBeforeTheFileCame_getsTheNameAndTheChild() {
        var nameless = new PersonBook(
                List.of(new Person(40, null, MOTHERS, true)),
                List.of(new Granted(40, new RoleGrant(Role.PARENT, 1))),
                ids::incrementAndGet);
        StudentPlan plan = plan(nameless, List.of(), List.of());
        plan.merge(entry(7, CHILD, mother()));
        assertThat(nameless.added()).isEmpty();
        assertThat(nameless.named()).extracting(Person::name).containsExactly(MOTHER);
        assertThat(plan.changes().newGuardians)
                .extracting(one -> one.pair().guardianId())
                .containsExactly(40L);
    }

    @Test
    void aGuardianTheFileDoesNotName_keepsTheChild() {
        StudentPlan plan = plan(knownMother(), List.of(known(7L)), List.of(motherhood()));
        assertThat(plan.merge(entry(7, CHILD))).isEqualTo(new RowOutcome.Taken(2, Effect.UNCHANGED));
    }

    @Test
    void aTeacherIsAddedOnce_andTheClassTeacherCanChange() {
        PersonBook book = book();
        TeacherPlan plan = new TeacherPlan(book, List.of());
        assertThat(plan.merge(teacher("语文", true))).isEqualTo(new RowOutcome.Taken(2, Effect.ADDED));
        assertThat(plan.merge(teacher("数学", false))).isEqualTo(new RowOutcome.Taken(2, Effect.ADDED));
        assertThat(book.added()).hasSize(1);
        assertThat(book.newGrants()).extracting(one -> one.grant()).containsExactly(new RoleGrant(Role.TEACHER, 5));

        long id = book.added().getFirst().id();
        var known = new PersonBook(
                book.added(), List.of(new Granted(id, new RoleGrant(Role.TEACHER, 5))), ids::incrementAndGet);
        TeacherPlan second = new TeacherPlan(known, List.of(new Teaching(new Assignment(id, 7, "语文"), true)));
        assertThat(second.merge(teacher("语文", true))).isEqualTo(new RowOutcome.Taken(2, Effect.UNCHANGED));
        assertThat(second.merge(teacher("语文", false))).isEqualTo(new RowOutcome.Taken(2, Effect.CHANGED));
        assertThat(second.changed()).hasSize(1);
    }

    private PersonBook book() {
        return new PersonBook(List.of(), List.of(), ids::incrementAndGet);
    }

    private PersonBook knownMother() {
        return new PersonBook(
                List.of(new Person(40, MOTHER, MOTHERS, true)),
                List.of(new Granted(40, new RoleGrant(Role.PARENT, 1))),
                ids::incrementAndGet);
    }

    private StudentPlan plan(PersonBook book, List<Student> known, List<Guardianship> guardianships) {
        return new StudentPlan(book, known, List.of(), guardianships, List.of(), 1, ids::incrementAndGet);
    }

    private static Student known(@Nullable Long classId) {
        return new Student(50, KEY, CHILD, classId, true);
    }

    private static Guardianship motherhood() {
        return new Guardianship(new Pair(40, 50), Relation.MOTHER);
    }

    private static Guardian mother() {
        return new Guardian("家长1姓名", MOTHER, MOTHERS, Relation.MOTHER);
    }

    private static StudentEntry entry(long classId, PersonName name, Guardian... guardians) {
        return new StudentEntry(2, 5, classId, KEY.number(), name, List.of(guardians));
    }

    private static TeacherEntry teacher(String subject, boolean head) {
        return new TeacherEntry(2, 5, 7, new PersonName("松月听雨"), FATHERS, subject, head);
    }

    @Test
    void aNumberInAnotherSpelling_isTheSameChilds() {
        StudentPlan plan = plan(knownMother(), List.of(known(7L)), List.of(motherhood()));
        var sameChild = new StudentEntry(2, 5, 7, new StudentNumber("s1"), CHILD, List.of(mother()));
        assertThat(plan.merge(sameChild)).isEqualTo(new RowOutcome.Taken(2, Effect.UNCHANGED));
        assertThat(plan.changes().added).isEmpty();
    }

    @Test
    void aGuardianshipAnOperatorEnded_isNotBroughtBackByAFile() {
        var plan = new StudentPlan(
                knownMother(),
                List.of(known(8L)),
                List.of(),
                List.of(),
                List.of(new Pair(40, 50)),
                1,
                ids::incrementAndGet);
        assertThat(plan.merge(entry(7, CHILD, mother())))
                .isInstanceOfSatisfying(RowOutcome.Refused.class, refused -> assertThat(refused.field())
                        .isEqualTo("家长1姓名"));
        assertThat(plan.changes().newGuardians).isEmpty();
        assertThat(plan.changes().enrolled).isEmpty();
        assertThat(plan.merge(entry(7, CHILD))).isEqualTo(new RowOutcome.Taken(2, Effect.CHANGED));
    }

    @Test
    void aNewClassTeacher_takesThePlaceOfTheFormerOne_whoGoesOnTeaching() {
        var former = new Assignment(40, 7, "数学");
        var elsewhere = new Assignment(40, 8, "数学");
        PersonBook book = book();
        var plan = new TeacherPlan(book, List.of(new Teaching(former, true), new Teaching(elsewhere, true)));
        assertThat(plan.merge(teacher("语文", true))).isEqualTo(new RowOutcome.Taken(2, Effect.ADDED));
        assertThat(plan.changed()).containsExactly(new Teaching(former, false));

        var other = new TeacherPlan(book(), List.of(new Teaching(former, true)));
        other.merge(teacher("语文", false));
        assertThat(other.changed()).isEmpty();
    }

    @Test
    void whoTookTheNumberForAnotherChild_doesNotBecomeAGuardianOfTheRightOne() {
        var brought = new Student(50, KEY, new PersonName("鹿鸣景行"), 7L, false);
        var stranger = new Guardianship(new Pair(77, 50), Relation.OTHER);
        var plan = plan(knownMother(), List.of(brought), List.of(stranger));
        assertThat(plan.merge(entry(7, CHILD, mother())))
                .isInstanceOfSatisfying(RowOutcome.Refused.class, refused -> assertThat(refused.field())
                        .isEqualTo("学号"));
        assertThat(plan.changes().renamed).isEmpty();
        assertThat(plan.changes().newGuardians).isEmpty();

        var withoutStranger = plan(knownMother(), List.of(brought), List.of());
        assertThat(withoutStranger.merge(entry(7, CHILD, mother()))).isEqualTo(new RowOutcome.Taken(2, Effect.CHANGED));
        assertThat(withoutStranger.changes().confirmed).containsExactly(50L);
    }

    @Test
    void aGuardianWhoMistypedTheName_isTheFilesOwn_andTheNameIsMended() {
        var brought = new Student(50, KEY, new PersonName("云岫晓满"), 7L, false);
        var plan = plan(knownMother(), List.of(brought), List.of(motherhood()));
        assertThat(plan.merge(entry(7, CHILD, mother()))).isEqualTo(new RowOutcome.Taken(2, Effect.CHANGED));
        assertThat(plan.changes().renamed).hasSize(1);
    }
}
