package io.jiaxiao.roster.enrolment;

import io.jiaxiao.roster.enrolment.domain.JoinMode;
import io.jiaxiao.roster.enrolment.store.Doors;
import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.people.Enrolments;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** What whoever scans a code may see before signing in: names of units and no person's. */
@Service
public class ScanJoinCode {

    private final JoinCodes codes;
    private final Organisation organisation;
    private final Doors doors;
    private final Enrolments enrolments;

    ScanJoinCode(JoinCodes codes, Organisation organisation, Doors doors, Enrolments enrolments) {
        this.codes = codes;
        this.organisation = organisation;
        this.doors = doors;
        this.enrolments = enrolments;
    }

    /** @param full as it is now; joining decides */
    public record Scan(ClassPlace place, JoinMode mode, boolean full, Instant expiresAt) {}

    /** @throws io.jiaxiao.kernel.RefusedException as for any code that is not good, and 422 for a closed class */
    public Scan scan(String token) {
        JoinCode code = codes.open(token);
        ClassPlace place = organisation.placeOf(code.classId()).orElseThrow(Refused.CLASS_CLOSED::asException);
        Door door = doors.find(code.classId());
        return new Scan(place, door.mode(), enrolments.size(code.classId()) >= door.capacity(), code.expiresAt());
    }
}
