package io.jiaxiao.roster.people.domain;

import io.jiaxiao.roster.merging.RowOutcome;
import io.jiaxiao.roster.merging.RowOutcome.Effect;
import io.jiaxiao.roster.people.Role;
import io.jiaxiao.roster.people.TeacherEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Works out what the teachers of a file change. Assignments the file does not name stay; a class teacher (班主任) the file names takes
 * the place of another one.
 */
public final class TeacherPlan {

    private final PersonBook persons;
    private final Map<Assignment, Boolean> known = new HashMap<>();
    private final List<Teaching> added = new ArrayList<>();
    private final List<Teaching> changed = new ArrayList<>();

    public TeacherPlan(PersonBook persons, Collection<Teaching> known) {
        this.persons = persons;
        known.forEach(teaching -> this.known.put(teaching.assignment(), teaching.head()));
    }

    /** A teacher's subject in a class. */
    public record Assignment(long teacherId, long classId, String subject) {}

    /**
     * An assignment that holds now.
     *
     * @param head whether as the class teacher
     */
    public record Teaching(Assignment assignment, boolean head) {}

    public RowOutcome merge(TeacherEntry entry) {
        if (!persons.accepts(entry.mobile(), entry.name())) {
            return new RowOutcome.Refused(entry.row(), "姓名", "该手机号已登记为其他姓名，请核对");
        }
        PersonBook.Claim claim = persons.claim(entry.mobile(), entry.name(), Role.TEACHER, entry.schoolId());
        var teaching = new Teaching(new Assignment(claim.personId(), entry.classId(), entry.subject()), entry.head());
        Boolean before = known.put(teaching.assignment(), teaching.head());
        boolean replaced = entry.head() && replaceHead(teaching.assignment());
        if (before == null) {
            added.add(teaching);
            return new RowOutcome.Taken(entry.row(), Effect.ADDED);
        }
        if (before != entry.head()) {
            changed.add(teaching);
            return new RowOutcome.Taken(entry.row(), Effect.CHANGED);
        }
        return new RowOutcome.Taken(entry.row(), claim.changed() || replaced ? Effect.CHANGED : Effect.UNCHANGED);
    }

    /** @return whether the class had another class teacher */
    private boolean replaceHead(Assignment now) {
        List<Assignment> former = known.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .filter(one -> one.classId() == now.classId() && one.teacherId() != now.teacherId())
                .toList();
        former.forEach(one -> {
            known.put(one, false);
            changed.add(new Teaching(one, false));
        });
        return !former.isEmpty();
    }

    public List<Teaching> added() {
        return List.copyOf(added);
    }

    public List<Teaching> changed() {
        return List.copyOf(changed);
    }
}
