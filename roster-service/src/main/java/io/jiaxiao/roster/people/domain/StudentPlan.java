package io.jiaxiao.roster.people.domain;

import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.merging.RowOutcome;
import io.jiaxiao.roster.merging.RowOutcome.Effect;
import io.jiaxiao.roster.people.Names;
import io.jiaxiao.roster.people.Relation;
import io.jiaxiao.roster.people.Role;
import io.jiaxiao.roster.people.StudentEntry;
import io.jiaxiao.roster.people.StudentNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Works out what the children of a file change: who is new, renamed, moved to another class, or has a new guardian. Guardians
 * the file does not name keep their child.
 */
public final class StudentPlan {

    private final PersonBook persons;
    private final long everywhere;
    private final LongSupplier ids;
    private final Map<Key, Student> students = new HashMap<>();
    private final List<Unnumbered> unnumbered;
    private final Map<Pair, Relation> guardians = new HashMap<>();
    private final Set<Pair> ended;
    private final Changes changes = new Changes();

    /**
     * @param ended      what an operator ended: a file does not bring it back
     * @param everywhere the root unit: a parent's role is not bound to a school
     */
    public StudentPlan(
            PersonBook persons,
            Collection<Student> known,
            Collection<Unnumbered> unnumbered,
            Collection<Guardianship> guardianships,
            Collection<Pair> ended,
            long everywhere,
            LongSupplier ids) {
        this.persons = persons;
        this.everywhere = everywhere;
        this.ids = ids;
        this.unnumbered = new ArrayList<>(unnumbered);
        this.ended = Set.copyOf(ended);
        known.forEach(student -> students.put(student.key(), student));
        guardianships.forEach(one -> guardians.put(one.pair(), one.relation()));
    }

    /** A child's place in its school's numbering. */
    public record Key(long schoolId, StudentNumber number) {}

    /**
     * A child and the class it is in.
     *
     * @param classId   null when it is in none
     * @param confirmed whether a file or a class teacher has said that there is this child; otherwise only a guardian did
     */
    public record Student(long id, Key key, PersonName name, @Nullable Long classId, boolean confirmed) {}

    /** Who cares for whom. */
    public record Pair(long guardianId, long studentId) {}

    /** Who cares for whom, and as what. */
    public record Guardianship(Pair pair, Relation relation) {}

    /** A child that enters a class, or leaves it. */
    public record Placement(long studentId, long classId, long schoolId) {}

    /** A child a guardian added without its number, in the class it is in. */
    public record Unnumbered(long id, long classId, PersonName name) {}

    /** What is to be written. */
    public static final class Changes {
        public final List<Student> added = new ArrayList<>();
        public final List<Student> renamed = new ArrayList<>();
        public final List<Student> numbered = new ArrayList<>();
        public final List<Long> confirmed = new ArrayList<>();
        public final List<Placement> left = new ArrayList<>();
        public final List<Placement> enrolled = new ArrayList<>();
        public final List<Guardianship> newGuardians = new ArrayList<>();
        public final List<Guardianship> changedGuardians = new ArrayList<>();
    }

    public RowOutcome merge(StudentEntry entry) {
        Set<Object> numbers = new HashSet<>();
        for (StudentEntry.Guardian guardian : entry.guardians()) {
            if (!numbers.add(guardian.mobile())) {
                return new RowOutcome.Refused(entry.row(), guardian.field(), "两位家长的手机号相同");
            }
            if (!persons.accepts(guardian.mobile(), guardian.name())) {
                return new RowOutcome.Refused(entry.row(), guardian.field(), "该手机号已登记为其他姓名，请核对");
            }
        }
        var key = new Key(entry.schoolId(), entry.number());
        Student known = students.get(key);
        if (known != null && takenByStrangers(known, entry)) {
            return new RowOutcome.Refused(entry.row(), "学号", "该学号已由他人以其他姓名自行加入班级，请平台核对并终止其监护关系后再导入");
        }
        Unnumbered same = known == null ? unnumberedLike(entry) : null;
        Optional<StudentEntry.Guardian> former = entry.guardians().stream()
                .filter(guardian -> known != null && wasEnded(guardian, known.id())
                        || same != null && wasEnded(guardian, same.id()))
                .findFirst();
        if (former.isPresent()) {
            return new RowOutcome.Refused(entry.row(), former.get().field(), "该家长的监护关系已被终止，请核对；确需恢复请由班主任审批入班申请");
        }
        Student before = same == null ? known : nowNumbered(key, same);
        long id = before == null ? ids.getAsLong() : before.id();
        boolean changed = place(before, new Student(id, key, entry.name(), entry.classId(), true), entry.classId());
        for (StudentEntry.Guardian guardian : entry.guardians()) {
            changed |= entrust(id, guardian);
        }
        if (before != null && !before.confirmed()) {
            changes.confirmed.add(id);
        }
        changed |= changes.numbered.contains(before);
        Effect effect = before == null ? Effect.ADDED : changed ? Effect.CHANGED : Effect.UNCHANGED;
        return new RowOutcome.Taken(entry.row(), effect);
    }

    public Changes changes() {
        return changes;
    }

    /** Whoever brought another child under this number must not become a guardian of the one the school means. */
    private boolean takenByStrangers(Student known, StudentEntry entry) {
        if (known.confirmed() || Names.same(known.name(), entry.name())) {
            return false;
        }
        Set<Long> named = entry.guardians().stream()
                .flatMap(guardian -> persons.idOf(guardian.mobile()).stream())
                .collect(Collectors.toSet());
        return guardians.keySet().stream()
                .anyMatch(pair -> pair.studentId() == known.id() && !named.contains(pair.guardianId()));
    }

    private boolean wasEnded(StudentEntry.Guardian guardian, long childId) {
        return persons.idOf(guardian.mobile())
                .filter(id -> ended.contains(new Pair(id, childId)))
                .isPresent();
    }

    /** The one child of this name in the class that had no number until now; of two nobody knows which is meant. */
    private @Nullable Unnumbered unnumberedLike(StudentEntry entry) {
        List<Unnumbered> same = unnumbered.stream()
                .filter(one -> one.classId() == entry.classId() && Names.same(one.name(), entry.name()))
                .toList();
        return same.size() == 1 ? same.getFirst() : null;
    }

    private Student nowNumbered(Key key, Unnumbered child) {
        unnumbered.remove(child);
        var student = new Student(child.id(), key, child.name(), child.classId(), false);
        changes.numbered.add(student);
        return student;
    }

    private boolean place(@Nullable Student before, Student now, long classId) {
        students.put(now.key(), now);
        boolean renamed = before != null && !before.name().equals(now.name());
        boolean moved = before == null || before.classId() == null || before.classId() != classId;
        if (before == null) {
            changes.added.add(now);
        } else if (renamed) {
            changes.renamed.add(now);
        }
        if (moved) {
            if (before != null && before.classId() != null) {
                changes.left.add(
                        new Placement(now.id(), before.classId(), now.key().schoolId()));
            }
            changes.enrolled.add(new Placement(now.id(), classId, now.key().schoolId()));
        }
        return renamed || moved;
    }

    private boolean entrust(long studentId, StudentEntry.Guardian guardian) {
        PersonBook.Claim claim = persons.claim(guardian.mobile(), guardian.name(), Role.PARENT, everywhere);
        var guardianship = new Guardianship(new Pair(claim.personId(), studentId), guardian.relation());
        Relation before = guardians.put(guardianship.pair(), guardian.relation());
        if (before == null) {
            changes.newGuardians.add(guardianship);
        } else if (before != guardian.relation()) {
            changes.changedGuardians.add(guardianship);
        }
        return claim.changed() || before != guardian.relation();
    }
}
