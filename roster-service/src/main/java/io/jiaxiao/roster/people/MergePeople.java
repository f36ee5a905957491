package io.jiaxiao.roster.people;

import io.jiaxiao.roster.merging.RowOutcome;
import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.people.domain.PersonBook;
import io.jiaxiao.roster.people.domain.StudentPlan;
import io.jiaxiao.roster.people.domain.TeacherPlan;
import io.jiaxiao.roster.people.store.Persons;
import io.jiaxiao.roster.people.store.Students;
import io.jiaxiao.roster.people.store.Teachings;
import io.jiaxiao.starter.ids.Ids;
import java.util.List;
import java.util.stream.Collectors;
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

    MergePeople(Persons persons, Students students, Teachings teachings, Ids ids) {
        this.persons = persons;
        this.students = students;
        this.teachings = teachings;
        this.ids = ids;
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
        List<StudentPlan.Student> known = students.known(entries);
        var plan = new StudentPlan(book, known, students.guardianships(known), OrgUnit.ROOT, ids::next);
        List<RowOutcome> outcomes = entries.stream().map(plan::merge).toList();
        persons.write(book);
        students.write(plan.changes());
        return outcomes;
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
