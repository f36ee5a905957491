package io.jiaxiao.roster.people.store;

import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.ClassMember;
import io.jiaxiao.roster.people.PlacedChild;
import io.jiaxiao.roster.people.StudentEntry;
import io.jiaxiao.roster.people.StudentNumber;
import io.jiaxiao.roster.people.domain.StudentPlan;
import io.jiaxiao.roster.people.domain.StudentPlan.Guardianship;
import io.jiaxiao.roster.people.domain.StudentPlan.Key;
import io.jiaxiao.roster.people.domain.StudentPlan.Pair;
import io.jiaxiao.roster.people.domain.StudentPlan.Placement;
import io.jiaxiao.roster.people.domain.StudentPlan.Student;
import io.jiaxiao.roster.people.domain.StudentPlan.Unnumbered;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

/** Children with their class and their guardians. */
@Repository
public class Students {

    private static final ZoneId BUSINESS_DAYS = ZoneId.of("Asia/Shanghai");

    private final StudentMapper mapper;
    private final BlindIndex index;
    private final Ids ids;
    private final Clock clock;

    Students(StudentMapper mapper, BlindIndex index, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.index = index;
        this.ids = ids;
        this.clock = clock;
    }

    public List<Child> childrenOf(long guardianId) {
        return mapper.childrenOf(guardianId);
    }

    public Optional<Child> childOf(long guardianId, long childId) {
        return Optional.ofNullable(mapper.childOf(guardianId, childId));
    }

    public Optional<Child> find(long id) {
        return Optional.ofNullable(mapper.find(id));
    }

    /** Those who are known, lowest first, with the class they are in. */
    public List<PlacedChild> placed(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : mapper.knownPlaces(ids).stream()
                        .map(row -> new PlacedChild(row.id(), row.classId()))
                        .toList();
    }

    /** As {@link #members}, without their data. */
    public List<Long> memberIds(long classId, long after, int most) {
        return mapper.memberIds(classId, after, most);
    }

    /** Ids of the present members of each class, in id order; a class nobody is in is missing. */
    public Map<Long, List<Long>> membersOf(Collection<Long> classIds) {
        return classIds.isEmpty()
                ? Map.of()
                : mapper.membersOf(classIds).stream()
                        .collect(Collectors.groupingBy(
                                StudentMapper.PlaceRow::classId,
                                Collectors.mapping(StudentMapper.PlaceRow::studentId, Collectors.toList())));
    }

    /** The present class of each child; who is in none is missing. */
    public Map<Long, Long> classesOf(Collection<Long> students) {
        return students.isEmpty()
                ? Map.of()
                : mapper.places(students).stream()
                        .collect(Collectors.toMap(StudentMapper.PlaceRow::studentId, StudentMapper.PlaceRow::classId));
    }

    /** By child, lowest first; children without a guardian are missing. */
    public Map<Long, List<Long>> guardiansOf(Collection<Long> students) {
        return students.isEmpty()
                ? Map.of()
                : mapper.guardians(students).stream()
                        .sorted(Comparator.comparingLong(StudentMapper.GuardianshipRow::guardianId))
                        .collect(Collectors.groupingBy(
                                StudentMapper.GuardianshipRow::studentId,
                                Collectors.mapping(StudentMapper.GuardianshipRow::guardianId, Collectors.toList())));
    }

    /** Present members of a class with an id above {@code after}, in id order. */
    public List<ClassMember> members(long classId, long after, int most) {
        return mapper.members(classId, after, most);
    }

    /** The children a file names, as far as they are known. */
    public List<Student> known(Collection<StudentEntry> entries) {
        Set<Long> schools = entries.stream().map(StudentEntry::schoolId).collect(Collectors.toSet());
        Set<String> numbers = entries.stream()
                .flatMap(entry ->
                        index.allOf(StudentNumberHandler.PURPOSE, entry.number().clear()).stream())
                .collect(Collectors.toSet());
        return numbers.isEmpty()
                ? List.of()
                : mapper.numbered(schools, numbers).stream()
                        .map(row -> new Student(
                                row.id(),
                                new Key(row.schoolId(), row.number()),
                                row.name(),
                                row.classId(),
                                row.confirmed()))
                        .toList();
    }

    /** The children of classes that have no number yet. */
    public List<Unnumbered> unnumbered(Collection<Long> classIds) {
        return classIds.isEmpty() ? List.of() : mapper.unnumbered(classIds);
    }

    /** Of known children and of those without a number. */
    public List<Guardianship> guardianships(Collection<Long> students) {
        return students.isEmpty()
                ? List.of()
                : mapper.guardians(students).stream()
                        .map(row -> new Guardianship(new Pair(row.guardianId(), row.studentId()), row.relation()))
                        .toList();
    }

    /** Which an operator ended. */
    public List<Pair> endedGuardianships(Collection<Long> students) {
        return students.isEmpty()
                ? List.of()
                : mapper.formerGuardians(students).stream()
                        .map(row -> new Pair(row.guardianId(), row.studentId()))
                        .toList();
    }

    /** @return whether the person was the child's guardian until now */
    public boolean release(long guardianId, long studentId) {
        return mapper.release(guardianId, studentId, clock.instant()) == 1;
    }

    public void write(StudentPlan.Changes changes) {
        insert(changes.added);
        for (Student student : changes.renamed) {
            mapper.rename(
                    student.id(),
                    student.name(),
                    index.of(PiiPurpose.NAME, student.name().clear()),
                    clock.instant());
        }
        for (Student student : changes.numbered) {
            StudentNumber number = student.key().number();
            mapper.number(
                    student.id(), number, index.of(StudentNumberHandler.PURPOSE, number.clear()), clock.instant());
        }
        if (!changes.confirmed.isEmpty()) {
            mapper.confirm(changes.confirmed, clock.instant());
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), BUSINESS_DAYS);
        if (!changes.left.isEmpty()) {
            mapper.leave(changes.left.stream().map(Placement::studentId).toList(), today);
        }
        if (!changes.enrolled.isEmpty()) {
            mapper.enrol(
                    changes.enrolled.stream()
                            .map(one -> new StudentMapper.EnrolmentRow(ids.next(), one.studentId(), one.classId()))
                            .toList(),
                    today);
        }
        entrust(changes);
    }

    private void insert(Collection<Student> students) {
        if (students.isEmpty()) {
            return;
        }
        mapper.insert(
                students.stream()
                        .map(student -> new StudentMapper.NewStudentRow(
                                student.id(),
                                student.key().schoolId(),
                                student.key().number(),
                                index.of(
                                        StudentNumberHandler.PURPOSE,
                                        student.key().number().clear()),
                                student.name(),
                                index.of(PiiPurpose.NAME, student.name().clear())))
                        .toList(),
                clock.instant());
    }

    private void entrust(StudentPlan.Changes changes) {
        if (!changes.newGuardians.isEmpty()) {
            mapper.entrust(
                    changes.newGuardians.stream()
                            .map(one -> new StudentMapper.NewGuardianshipRow(
                                    ids.next(),
                                    one.pair().guardianId(),
                                    one.pair().studentId(),
                                    one.relation()))
                            .toList(),
                    clock.instant());
        }
        changes.changedGuardians.forEach(
                one -> mapper.relate(one.pair().guardianId(), one.pair().studentId(), one.relation()));
    }
}
