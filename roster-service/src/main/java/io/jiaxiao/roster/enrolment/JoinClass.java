package io.jiaxiao.roster.enrolment;

import io.jiaxiao.roster.consent.Consents;
import io.jiaxiao.roster.enrolment.domain.Cause;
import io.jiaxiao.roster.enrolment.domain.JoinMode;
import io.jiaxiao.roster.enrolment.domain.Recognition;
import io.jiaxiao.roster.enrolment.domain.Recognition.Typed;
import io.jiaxiao.roster.enrolment.domain.RequestState;
import io.jiaxiao.roster.enrolment.store.Doors;
import io.jiaxiao.roster.enrolment.store.JoinRequests;
import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Relation;
import io.jiaxiao.starter.idempotency.Idempotency;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.DataScope;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A guardian brings a child into the class whose code was scanned (requirement O2). Everything that could change meanwhile
 * is read under the lock of the class.
 */
@Service
public class JoinClass {

    /** The id of no child: for one that is not made yet. */
    private static final long NOBODY = 0;

    private final JoinCodes codes;
    private final Doors doors;
    private final JoinRequests requests;
    private final Admission admission;
    private final Organisation organisation;
    private final People people;
    private final Consents consents;
    private final Idempotency idempotency;
    private final EnrolmentProperties properties;
    private final Ids ids;
    private final Clock clock;

    JoinClass(
            JoinCodes codes,
            Doors doors,
            JoinRequests requests,
            Admission admission,
            Organisation organisation,
            People people,
            Consents consents,
            Idempotency idempotency,
            EnrolmentProperties properties,
            Ids ids,
            Clock clock) {
        this.codes = codes;
        this.doors = doors;
        this.requests = requests;
        this.admission = admission;
        this.organisation = organisation;
        this.people = people;
        this.consents = consents;
        this.idempotency = idempotency;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param token          what was scanned
     * @param childId        one of the own children; null when one is typed in
     * @param typed          the child that is typed in; null for an own one
     * @param transferReason why it is to leave its present class; null when it has none
     */
    public record Wish(
            long guardianId,
            String token,
            @Nullable Long childId,
            @Nullable Typed typed,
            Relation relation,
            @Nullable String transferReason) {}

    /**
     * @param key of the command: the same key and wish have one effect
     * @throws io.jiaxiao.kernel.RefusedException a code of its own for every way in which the class stays closed
     */
    public JoinAnswer join(Wish wish, String key) {
        if (consents.current(wish.guardianId()).isEmpty()) {
            throw Refused.CONSENT_REQUIRED.asException();
        }
        return Races.run(() -> idempotency.run(
                "join-class:" + wish.guardianId(), key, asked(wish), JoinAnswer.class, () -> decide(wish)));
    }

    private JoinAnswer decide(Wish wish) {
        Door door = doors.lock(codes.open(wish.token()).classId());
        JoinCode code = codes.open(wish.token());
        ClassPlace place = organisation.placeOf(door.classId()).orElseThrow(Refused.CLASS_CLOSED::asException);
        return switch (who(wish, place)) {
            case Recognition.Own(Child child) -> own(wish, code, place, door, child);
            case Recognition.Known(Child child) -> known(wish, code, door, child);
            case Recognition.Namesakes _ -> pend(wish, code, Cause.SAME_CHILD);
            case Recognition.NumberOfAnother() -> throw Refused.NUMBER_MISMATCH.asException();
            case Recognition.Unknown() -> fresh(wish, code, place, door);
        };
    }

    private Recognition who(Wish wish, ClassPlace place) {
        Long own = wish.childId();
        if (own == null) {
            return admission.recognise(Objects.requireNonNull(wish.typed()), wish.guardianId(), place);
        }
        Optional<Child> child = people.childOf(wish.guardianId(), own);
        DataScope.require(child.isPresent());
        return new Recognition.Own(child.orElseThrow());
    }

    private JoinAnswer own(Wish wish, JoinCode code, ClassPlace place, Door door, Child child) {
        if (child.schoolId() != place.school().id()) {
            throw Refused.OTHER_SCHOOL.asException();
        }
        Long classId = child.classId();
        if (classId != null && classId == door.classId()) {
            return new JoinAnswer(RequestState.JOINED, true, null, child.id(), null);
        }
        admission.requireSeat(door);
        if (classId != null) {
            requireTransferReason(wish);
            return pend(wish, code, Cause.TRANSFER);
        }
        Cause looked = whySomebodyLooks(wish, door, child.id());
        return looked == null ? letIn(wish, code, place, door, child) : pend(wish, code, looked);
    }

    /** Null where the code alone lets the child in. */
    private @Nullable Cause whySomebodyLooks(Wish wish, Door door, long childId) {
        if (door.mode() == JoinMode.APPROVAL) {
            return Cause.APPROVAL;
        }
        boolean many = requests.letInByCode(wish.guardianId(), door.classId(), childId) >= properties.childrenByCode();
        return many ? Cause.MANY_CHILDREN : null;
    }

    /** Whoever becomes a guardian sees the child's data, so a teacher looks even where the class lets others in at once. */
    private JoinAnswer known(Wish wish, JoinCode code, Door door, Child child) {
        Long classId = child.classId();
        if (classId != null && classId == door.classId()) {
            return pend(wish, code, Cause.SAME_CHILD);
        }
        admission.requireSeat(door);
        if (classId == null) {
            return pend(wish, code, Cause.SAME_CHILD);
        }
        requireTransferReason(wish);
        return pend(wish, code, Cause.TRANSFER);
    }

    private JoinAnswer fresh(Wish wish, JoinCode code, ClassPlace place, Door door) {
        Cause looked = whySomebodyLooks(wish, door, NOBODY);
        if (looked != null) {
            admission.requireSeat(door);
            return pend(wish, code, looked);
        }
        return letIn(wish, code, place, door, admission.add(Objects.requireNonNull(wish.typed()), place));
    }

    private JoinAnswer letIn(Wish wish, JoinCode code, ClassPlace place, Door door, Child child) {
        String by = Long.toString(wish.guardianId());
        admission.letIn(child, place, door, by);
        admission.entrust(wish.guardianId(), child.id(), wish.relation());
        JoinRequest request = request(wish, code, Cause.AUTO, RequestState.JOINED, child.id());
        requests.insert(request);
        return new JoinAnswer(RequestState.JOINED, false, request.id(), child.id(), Cause.AUTO);
    }

    private JoinAnswer pend(Wish wish, JoinCode code, Cause cause) {
        JoinRequest request = request(wish, code, cause, RequestState.PENDING, wish.childId());
        Optional<JoinRequest> before = requests.open(request).map(one -> one.correctedBy(request));
        // one that was decided this moment is not there to be corrected
        if (before.isPresent() && requests.correct(before.get())) {
            return pending(before.get(), true);
        }
        if (requests.openOf(wish.guardianId(), code.classId()) >= properties.openRequests()) {
            throw Refused.TOO_MANY_REQUESTS.asException();
        }
        requests.insert(request);
        return pending(request, false);
    }

    private static JoinAnswer pending(JoinRequest request, boolean already) {
        return new JoinAnswer(RequestState.PENDING, already, request.id(), request.childId(), request.cause());
    }

    private JoinRequest request(Wish wish, JoinCode code, Cause cause, RequestState state, @Nullable Long childId) {
        Typed typed = childId == null ? wish.typed() : null;
        Instant now = clock.instant();
        boolean decided = state != RequestState.PENDING;
        return new JoinRequest(
                ids.next(),
                code.id(),
                code.classId(),
                wish.guardianId(),
                childId,
                typed == null ? null : typed.name(),
                typed == null ? null : typed.number(),
                wish.relation(),
                cause,
                wish.transferReason(),
                state,
                now,
                decided ? now : null,
                decided ? Long.toString(wish.guardianId()) : null,
                null);
    }

    private static void requireTransferReason(Wish wish) {
        if (wish.transferReason() == null) {
            throw Refused.OTHER_CLASS.asException();
        }
    }

    /** In clear, because masked names that look alike would pass for one request; only its hash is kept. */
    private static Object asked(Wish wish) {
        Typed typed = wish.typed();
        return Arrays.asList(
                wish.token(),
                wish.childId(),
                typed == null ? null : typed.name().clear(),
                typed == null || typed.number() == null ? null : typed.number().clear(),
                wish.relation(),
                wish.transferReason());
    }
}
