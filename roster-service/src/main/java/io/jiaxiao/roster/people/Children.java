package io.jiaxiao.roster.people;

import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.people.domain.PersonBook.Granted;
import io.jiaxiao.roster.people.store.ChildRows;
import io.jiaxiao.roster.people.store.Persons;
import io.jiaxiao.roster.people.store.Students;
import io.jiaxiao.starter.ids.Ids;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Children as guardians bring them, one at a time. */
@Service
public class Children {

    private final ChildRows rows;
    private final Students students;
    private final Persons persons;
    private final Ids ids;

    Children(ChildRows rows, Students students, Persons persons, Ids ids) {
        this.rows = rows;
        this.students = students;
        this.persons = persons;
        this.ids = ids;
    }

    /** By the school's number. */
    public Optional<Child> numbered(long schoolId, StudentNumber number) {
        return rows.numbered(schoolId, number);
    }

    /** Present members of a class with this name. */
    public List<ClassMember> named(long classId, PersonName name) {
        return rows.named(classId, name);
    }

    /**
     * @param number null when the guardian does not know it
     * @throws org.springframework.dao.DuplicateKeyException when the number was taken at the same moment
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Child add(long schoolId, @Nullable StudentNumber number, PersonName name) {
        var child = new Child(ids.next(), name, schoolId, null);
        rows.add(child, number);
        return child;
    }

    /** A class teacher has said that there is this child. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirm(long childId) {
        rows.confirm(childId);
    }

    /** Writes the number down for a child that has none; one that has keeps it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void number(long childId, StudentNumber number) {
        rows.number(childId, number);
    }

    /**
     * From now on the child is none of the person's.
     *
     * @return whether the person was its guardian until now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean release(long guardianId, long childId) {
        return students.release(guardianId, childId);
    }

    /**
     * Makes the person a guardian of the child; one who is stays what he or she is to it, and one whose guardianship was ended is
     * one again.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void entrust(long guardianId, long childId, Relation relation) {
        rows.entrust(guardianId, childId, relation);
        var parent = new RoleGrant(Role.PARENT, OrgUnit.ROOT);
        if (!persons.roles(guardianId).contains(parent)) {
            persons.grant(List.of(new Granted(guardianId, parent)));
        }
    }
}
