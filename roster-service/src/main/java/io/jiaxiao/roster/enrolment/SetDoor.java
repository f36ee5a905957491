package io.jiaxiao.roster.enrolment;

import io.jiaxiao.roster.enrolment.domain.JoinMode;
import io.jiaxiao.roster.enrolment.store.Doors;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An operator says how one gets into a class, and how many may. */
@Service
public class SetDoor {

    private final Doors doors;
    private final AuditTrail audit;

    SetDoor(Doors doors, AuditTrail audit) {
        this.doors = doors;
        this.audit = audit;
    }

    public Door find(long classId) {
        return doors.find(classId);
    }

    /** A capacity below the present size keeps others out; nobody has to leave. */
    @Transactional
    public Door set(Caller caller, long classId, JoinMode mode, int capacity) {
        Door before = doors.lock(classId);
        doors.set(classId, mode, capacity);
        audit.record(
                caller,
                "SET_CLASS_JOINING",
                new AuditTrail.Subject("class", Long.toString(classId)),
                state(before.mode(), before.capacity()),
                state(mode, capacity),
                null);
        return doors.find(classId);
    }

    private static Map<String, Object> state(JoinMode mode, int capacity) {
        return Map.of("mode", mode, "capacity", capacity);
    }
}
