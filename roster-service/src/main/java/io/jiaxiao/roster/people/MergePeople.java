package io.jiaxiao.roster.people;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.roster.ChildJoinedClass;
import io.jiaxiao.contracts.roster.ChildLeftClass;
import io.jiaxiao.roster.merging.RowOutcome;
import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.people.domain.PersonBook;
import io.jiaxiao.roster.people.domain.StudentPlan;
import io.jiaxiao.roster.people.domain.StudentPlan.Student;
import io.jiaxiao.roster.people.domain.StudentPlan.Unnumbered;
import io.jiaxiao.roster.people.domain.TeacherPlan;
import io.jiaxiao.roster.people.store.Persons;
import io.jiaxiao.roster.people.store.Students;
import io.jiaxiao.roster.people.store.Teachings;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Brings the roster in line with what a file says. The same file again changes nothing (requirement R8). */
@Service
public class MergePeople {

    private final Persons persons;
    private final Students students;
    private final Teachings teachings;
    private final Ids ids;
    private final Outbox outbox;
    private final Clock clock;

    MergePeople(Persons persons, Students students, Teachings teachings, Ids ids, Outbox outbox, Clock clock) {
        this.persons = persons;
        this.students = students;
        this.teachings = teachings;
        this.ids = ids;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * @return one outcome per entry
     * @throws org.springframework.dao.DuplicateKeyException when somebody else added one of them at the same moment
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<RowOutcome> students(List<StudentEntry> entries) {
        PersonBook book = persons.bookOf(entries.stream()
                .flatMap(entry -> entry.guardians().stream())
                .map(StudentEntry.Guardian::mobile)
                .collect(Collectors.toSet()));
        List<Student> known = students.known(entries);
        List<Unnumbered> unnumbered =
                students.unnumbered(entries.stream().map(StudentEntry::classId).collect(Collectors.toSet()));
        List<Long> children = Stream.concat(
                        known.stream().map(Student::id), unnumbered.stream().map(Unnumbered::id))
                .toList();
        var plan = new StudentPlan(
                book,
                known,
                unnumbered,
                students.guardianships(children),
                students.endedGuardianships(children),
                OrgUnit.ROOT,
                ids::next);
        List<RowOutcome> outcomes = entries.stream().map(plan::merge).toList();
        persons.write(book);
        students.write(plan.changes());
        tell(plan.changes());
        return outcomes;
    }

    private void tell(StudentPlan.Changes changes) {
        Instant now = clock.instant();
        List<DomainEvent> events = new ArrayList<>();
        changes.left.forEach(one -> events.add(new ChildLeftClass(
                Long.toString(one.studentId()), Long.toString(one.classId()), Long.toString(one.schoolId()), now)));
        changes.enrolled.forEach(one -> events.add(new ChildJoinedClass(
                Long.toString(one.studentId()), Long.toString(one.classId()), Long.toString(one.schoolId()), now)));
        if (!events.isEmpty()) {
            outbox.appendAll(events);
        }
    }

    /**
     * @return one outcome per entry
     * @throws org.springframework.dao.DuplicateKeyException when somebody else added one of them at the same moment
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<RowOutcome> teachers(List<TeacherEntry> entries) {
        PersonBook book =
                persons.bookOf(entries.stream().map(TeacherEntry::mobile).collect(Collectors.toSet()));
        var plan = new TeacherPlan(
                book,
                teachings.inClasses(entries.stream().map(TeacherEntry::classId).collect(Collectors.toSet())));
        List<RowOutcome> outcomes = entries.stream().map(plan::merge).toList();
        persons.write(book);
        teachings.write(plan);
        return outcomes;
    }
}
