package io.jiaxiao.roster.people.domain;

import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.merging.RowOutcome;
import io.jiaxiao.roster.merging.RowOutcome.Effect;
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
import java.util.Set;
import java.util.function.LongSupplier;
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
    private final Changes changes = new Changes();

    /** @param everywhere the root unit: a parent's role is not bound to a school */
    public StudentPlan(
            PersonBook persons,
            Collection<Student> known,
            Collection<Unnumbered> unnumbered,
            Collection<Guardianship> guardianships,
            long everywhere,
            LongSupplier ids) {
        this.persons = persons;
        this.everywhere = everywhere;
        this.ids = ids;
        this.unnumbered = new ArrayList<>(unnumbered);
        known.forEach(student -> students.put(student.key(), student));
        guardianships.forEach(one -> guardians.put(one.pair(), one.relation()));
    }

    /** A child's place in its school's numbering. */
    public record Key(long schoolId, StudentNumber number) {}

    /**
     * A child and the class it is in.
     *
     * @param classId null when it is in none
     */
    public record Student(long id, Key key, PersonName name, @Nullable Long classId) {}

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
        Student before = students.containsKey(key) ? students.get(key) : nowNumbered(key, entry);
        long id = before == null ? ids.getAsLong() : before.id();
        boolean changed = place(before, new Student(id, key, entry.name(), entry.classId()), entry.classId());
        for (StudentEntry.Guardian guardian : entry.guardians()) {
            changed |= entrust(id, guardian);
        }
        changed |= changes.numbered.contains(before);
        Effect effect = before == null ? Effect.ADDED : changed ? Effect.CHANGED : Effect.UNCHANGED;
        return new RowOutcome.Taken(entry.row(), effect);
    }

    public Changes changes() {
        return changes;
    }

    /** The one child of this name in the class that had no number until now; of two nobody knows which is meant. */
    private @Nullable Student nowNumbered(Key key, StudentEntry entry) {
        List<Unnumbered> same = unnumbered.stream()
                .filter(one -> one.classId() == entry.classId() && one.name().equals(entry.name()))
                .toList();
        if (same.size() != 1) {
            return null;
        }
        Unnumbered child = same.getFirst();
        unnumbered.remove(child);
        var student = new Student(child.id(), key, child.name(), child.classId());
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
