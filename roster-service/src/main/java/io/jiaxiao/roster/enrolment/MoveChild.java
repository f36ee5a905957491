package io.jiaxiao.roster.enrolment;

import io.jiaxiao.roster.enrolment.store.Doors;
import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.Enrolment;
import io.jiaxiao.roster.people.EnrolmentChange;
import io.jiaxiao.roster.people.Enrolments;
import io.jiaxiao.roster.people.Enrolments.Deed;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a child out of its class, or over to another one of the school (requirement R2). */
@Service
public class MoveChild {

    private final Enrolments enrolments;
    private final Admission admission;
    private final Doors doors;
    private final Organisation organisation;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    MoveChild(
            Enrolments enrolments,
            Admission admission,
            Doors doors,
            Organisation organisation,
            AuditTrail audit,
            TransactionTemplate transaction) {
        this.enrolments = enrolments;
        this.admission = admission;
        this.doors = doors;
        this.organisation = organisation;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * @param on     the first day in the new class: today or earlier, and not before the child came into the old one
     * @param reason in the caller's words
     * @throws io.jiaxiao.kernel.RefusedException 422 for another school or a date that cannot be, 409 for a full class or a
     *     child that is in none
     */
    public void transfer(Caller caller, Child child, long toClassId, LocalDate on, String reason) {
        Races.run(() -> transaction.execute(status -> {
            Door door = doors.lock(toClassId);
            ClassPlace to = organisation.placeOf(toClassId).orElseThrow(Refused.CLASS_CLOSED::asException);
            if (to.school().id() != child.schoolId()) {
                throw Refused.OTHER_SCHOOL.asException();
            }
            Enrolment from = enrolments.present(child.id()).orElseThrow(Refused.IN_NO_CLASS::asException);
            if (from.classId() == toClassId) {
                return true;
            }
            if (on.isAfter(admission.today()) || on.isBefore(from.fromDate())) {
                throw Refused.BAD_DATE.asException();
            }
            admission.move(child, from.classId(), to, door, on, caller.id(), reason);
            audit.record(
                    caller,
                    "TRANSFER_CHILD",
                    subject(child),
                    Map.of("classId", Long.toString(from.classId())),
                    Map.of("classId", Long.toString(toClassId), "on", on),
                    reason);
            return true;
        }));
    }

    /**
     * Out of the class, into no other, from today.
     *
     * @throws io.jiaxiao.kernel.RefusedException 409 when the child is not in that class
     */
    public void takeOut(Caller caller, Child child, long classId, String reason) {
        transaction.executeWithoutResult(status -> {
            var deed = new Deed(EnrolmentChange.LEFT, admission.today(), caller.id(), reason);
            if (!enrolments.leave(child.id(), classId, child.schoolId(), deed)) {
                throw Refused.IN_NO_CLASS.asException();
            }
            audit.record(
                    caller, "TAKE_CHILD_OUT", subject(child), Map.of("classId", Long.toString(classId)), null, reason);
        });
    }

    /** As {@link #takeOut}, of whatever class the child is in. */
    public void takeOut(Caller caller, Child child, String reason) {
        Long classId = child.classId();
        if (classId == null) {
            throw Refused.IN_NO_CLASS.asException();
        }
        takeOut(caller, child, classId, reason);
    }

    private static AuditTrail.Subject subject(Child child) {
        return new AuditTrail.Subject("child", Long.toString(child.id()));
    }
}
