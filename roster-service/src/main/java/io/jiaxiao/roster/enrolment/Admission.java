package io.jiaxiao.roster.enrolment;

import io.jiaxiao.roster.enrolment.domain.Recognition;
import io.jiaxiao.roster.enrolment.domain.Recognition.Typed;
import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.Children;
import io.jiaxiao.roster.people.EnrolmentChange;
import io.jiaxiao.roster.people.Enrolments;
import io.jiaxiao.roster.people.Enrolments.Deed;
import io.jiaxiao.roster.people.Enrolments.Room;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Relation;
import io.jiaxiao.roster.people.StudentNumber;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seats, guardians and classes of one child. Every caller holds the lock of the class the child is to enter. */
@Component
class Admission {

    private static final ZoneId BUSINESS_DAYS = ZoneId.of("Asia/Shanghai");

    private final People people;
    private final Children children;
    private final Enrolments enrolments;
    private final Clock clock;

    Admission(People people, Children children, Enrolments enrolments, Clock clock) {
        this.people = people;
        this.children = children;
        this.enrolments = enrolments;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BUSINESS_DAYS);
    }

    Recognition recognise(Typed typed, long guardianId, ClassPlace place) {
        StudentNumber number = typed.number();
        long schoolId = place.school().id();
        return Recognition.of(
                typed,
                schoolId,
                people.childrenOf(guardianId),
                number == null ? Optional.empty() : children.numbered(schoolId, number),
                children.named(place.schoolClass().id(), typed.name()));
    }

    Child add(Typed typed, ClassPlace place) {
        return children.add(place.school().id(), typed.number(), typed.name());
    }

    void number(long childId, StudentNumber number) {
        children.number(childId, number);
    }

    void confirm(long childId) {
        children.confirm(childId);
    }

    void entrust(long guardianId, long childId, Relation relation) {
        children.entrust(guardianId, childId, relation);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 409 when the class is full */
    void requireSeat(Door door) {
        if (enrolments.size(door.classId()) >= door.capacity()) {
            throw Refused.CLASS_FULL.asException();
        }
    }

    /**
     * Into a class from none.
     *
     * @throws io.jiaxiao.kernel.RefusedException 409 when the class is full
     */
    void letIn(Child child, ClassPlace place, Door door, String by) {
        enter(child, place, door, new Deed(EnrolmentChange.SCAN, today(), by, null));
    }

    /**
     * From one class of the school to another.
     *
     * @throws io.jiaxiao.kernel.RefusedException 409 when the class is full, or the child is not in {@code from} any more
     */
    void move(Child child, long from, ClassPlace to, Door door, LocalDate on, String by, @Nullable String reason) {
        var deed = new Deed(EnrolmentChange.TRANSFER, on, by, reason);
        if (!enrolments.leave(child.id(), from, child.schoolId(), deed)) {
            throw Refused.IN_NO_CLASS.asException();
        }
        enter(child, to, door, deed);
    }

    private void enter(Child child, ClassPlace place, Door door, Deed deed) {
        var room = new Room(door.classId(), place.school().id(), door.capacity());
        if (!enrolments.enter(child.id(), room, deed)) {
            throw Refused.CLASS_FULL.asException();
        }
    }
}
