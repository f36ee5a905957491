package io.jiaxiao.roster.people;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.people.domain.PersonBook.Granted;
import io.jiaxiao.roster.people.store.Persons;
import io.jiaxiao.roster.people.store.Students;
import io.jiaxiao.roster.people.store.Teachings;
import io.jiaxiao.starter.ids.Ids;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** People, as other features read them. */
@Service
public class People {

    private final Persons persons;
    private final Students students;
    private final Teachings teachings;
    private final Ids ids;

    People(Persons persons, Students students, Teachings teachings, Ids ids) {
        this.persons = persons;
        this.students = students;
        this.teachings = teachings;
        this.ids = ids;
    }

    public Optional<Person> find(long id) {
        return persons.find(id);
    }

    public Optional<Person> withMobile(Mobile mobile) {
        return persons.withMobile(mobile);
    }

    /**
     * Whoever proves to have a number nobody is known by becomes a parent without children.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the number was taken at the same moment
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Person admit(Mobile mobile) {
        var person = new Person(ids.next(), null, mobile, true);
        persons.insert(List.of(person));
        persons.grant(List.of(new Granted(person.id(), new RoleGrant(Role.PARENT, OrgUnit.ROOT))));
        return person;
    }

    /** One who works in the console and has no number. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Person hire(PersonName name, OrgUnit scope) {
        var person = new Person(ids.next(), name, null, true);
        persons.insert(List.of(person));
        persons.grant(List.of(new Granted(person.id(), new RoleGrant(Role.OPERATOR, scope.id()))));
        return person;
    }

    public List<RoleGrant> roles(long personId) {
        return persons.roles(personId);
    }

    /** What the person may do today: nothing once the account was closed. */
    public List<RoleGrant> rolesInForce(long personId) {
        return persons.find(personId).filter(Person::active).isPresent() ? persons.roles(personId) : List.of();
    }

    /** In the order in which they were entered. */
    public List<Child> childrenOf(long guardianId) {
        return students.childrenOf(guardianId);
    }

    /** Empty when there is no such child, or it is somebody else's. */
    public Optional<Child> childOf(long guardianId, long childId) {
        return students.childOf(guardianId, childId);
    }

    /** Whosever child it is; only for callers who may know of all. */
    public Optional<Child> child(long childId) {
        return students.find(childId);
    }

    /** Those of these children who are known, lowest first; only for callers who may know of all. */
    public List<PlacedChild> placed(Collection<Long> childIds) {
        return students.placed(childIds);
    }

    /** By child, lowest first; children without a guardian are missing. */
    public Map<Long, List<Long>> guardiansOf(Collection<Long> childIds) {
        return students.guardiansOf(childIds);
    }

    public boolean teaches(long teacherId, long classId) {
        return teachings.teaches(teacherId, classId);
    }

    /** In every subject. @return whether the person taught the class until now */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean relieve(long teacherId, long classId) {
        return teachings.end(teacherId, classId);
    }

    public List<TaughtClass> classesOf(long teacherId) {
        return teachings.ofTeacher(teacherId);
    }

    /** Whether as the class teacher (班主任), in whatever subject. */
    public boolean leads(long teacherId, long classId) {
        return classesOf(teacherId).stream().anyMatch(taught -> taught.head() && taught.classId() == classId);
    }

    /** Ids of the present members of a class above {@code after}, in id order. */
    public List<Long> memberIds(long classId, long after, int most) {
        return students.memberIds(classId, after, most);
    }

    /** Ids of the present members of each class, in id order; a class nobody is in is missing. */
    public Map<Long, List<Long>> membersOf(Collection<Long> classIds) {
        return students.membersOf(classIds);
    }

    /** The present class of each child; who is in none is missing. */
    public Map<Long, Long> classesOfChildren(Collection<Long> childIds) {
        return students.classesOf(childIds);
    }

    /**
     * Present members of a class.
     *
     * @param after the last id of the page before; 0 for the first page
     */
    public List<ClassMember> members(long classId, long after, int most) {
        return students.members(classId, after, most);
    }
}
