package io.jiaxiao.roster.people;

import io.jiaxiao.contracts.roster.ChildJoinedClass;
import io.jiaxiao.contracts.roster.ChildLeftClass;
import io.jiaxiao.roster.people.store.EnrolmentRows;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets one child into a class or out of it, and tells the other services. Files go through {@link MergePeople}. */
@Service
public class Enrolments {

    private final EnrolmentRows rows;
    private final Outbox outbox;
    private final Clock clock;

    Enrolments(EnrolmentRows rows, Outbox outbox, Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * A class of a school.
     *
     * @param capacity how many children it may hold
     */
    public record Room(long classId, long schoolId, int capacity) {}

    /**
     * Who changes what on which day.
     *
     * @param note in that person's words; null where none is asked for
     */
    public record Deed(EnrolmentChange change, LocalDate on, String by, @Nullable String note) {}

    public int size(long classId) {
        return rows.size(classId);
    }

    /** The class the child is in; empty when in none. */
    public Optional<Enrolment> present(long childId) {
        return rows.present(childId);
    }

    /** Every class the child was ever in, the latest first. */
    public List<Enrolment> history(long childId) {
        return rows.history(childId);
    }

    /**
     * Two at once for the last seat are kept apart by the lock on the class that callers hold.
     *
     * @return whether there was a seat
     * @throws org.springframework.dao.DuplicateKeyException when the child came into a class at the same moment
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean enter(long childId, Room room, Deed deed) {
        if (!rows.enter(childId, room, deed)) {
            return false;
        }
        outbox.append(new ChildJoinedClass(
                Long.toString(childId),
                Long.toString(room.classId()),
                Long.toString(room.schoolId()),
                clock.instant()));
        return true;
    }

    /** @return whether the child was in that class until now */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean leave(long childId, long classId, long schoolId, Deed deed) {
        if (!rows.leave(childId, classId, deed)) {
            return false;
        }
        outbox.append(new ChildLeftClass(
                Long.toString(childId), Long.toString(classId), Long.toString(schoolId), clock.instant()));
        return true;
    }
}
