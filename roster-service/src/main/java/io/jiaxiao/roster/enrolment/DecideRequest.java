package io.jiaxiao.roster.enrolment;

import io.jiaxiao.contracts.roster.JoinRequestDecided;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.enrolment.domain.Recognition;
import io.jiaxiao.roster.enrolment.domain.Recognition.Typed;
import io.jiaxiao.roster.enrolment.domain.RequestState;
import io.jiaxiao.roster.enrolment.store.Doors;
import io.jiaxiao.roster.enrolment.store.JoinRequests;
import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.ClassMember;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.outbox.Outbox;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** A class teacher lets a child in or not; a guardian takes the request back. Of two who decide at once, one does. */
@Service
public class DecideRequest {

    private final JoinRequests requests;
    private final Doors doors;
    private final Admission admission;
    private final Organisation organisation;
    private final People people;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DecideRequest(
            JoinRequests requests,
            Doors doors,
            Admission admission,
            Organisation organisation,
            People people,
            AuditTrail audit,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.requests = requests;
        this.doors = doors;
        this.admission = admission;
        this.organisation = organisation;
        this.people = people;
        this.audit = audit;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Which child it is, where several have the name.
     *
     * @param sameAs   one of the class; null when the teacher did not say so
     * @param newChild yet another one of the name
     */
    public record Choice(@Nullable Long sameAs, boolean newChild) {}

    /**
     * Children of the class that a pending request may mean.
     *
     * @param sure whether number and name say so; otherwise it is the name alone, and the teacher chooses
     */
    public record Candidates(boolean sure, List<Long> childIds) {}

    /** For the teacher, before deciding. */
    public Candidates candidates(JoinRequest request) {
        PersonName name = request.name();
        ClassPlace place = organisation.placeOf(request.classId()).orElse(null);
        if (name == null || place == null) {
            return new Candidates(false, List.of());
        }
        return switch (admission.recognise(new Typed(name, request.number()), request.guardianId(), place)) {
            case Recognition.Own(Child child) -> new Candidates(true, List.of(child.id()));
            case Recognition.Known(Child child) -> new Candidates(true, List.of(child.id()));
            case Recognition.Namesakes(List<ClassMember> members) ->
                new Candidates(false, members.stream().map(ClassMember::id).toList());
            case Recognition.NumberOfAnother() -> new Candidates(false, List.of());
            case Recognition.Unknown() -> new Candidates(false, List.of());
        };
    }

    /**
     * A request approved before stays as it is.
     *
     * @throws io.jiaxiao.kernel.RefusedException 409 when the class is full, or nobody said which child it is, and the
     *     request stays pending; 409 when it was decided otherwise
     */
    public JoinRequest approve(Caller teacher, long classId, long requestId, Choice choice) {
        return inTransaction(() -> {
            Door door = doors.lock(classId);
            JoinRequest request = of(classId, requestId);
            if (!requests.decide(requestId, RequestState.JOINED, teacher.id(), null, clock.instant())) {
                return decided(requestId, RequestState.JOINED);
            }
            long child = settle(request, choice, door, teacher);
            requests.joined(requestId, child);
            audit.record(
                    teacher,
                    "APPROVE_JOIN_REQUEST",
                    subject(requestId),
                    null,
                    Map.of("childId", Long.toString(child), "classId", Long.toString(classId)),
                    null);
            tell(request, true);
            return requests.find(requestId).orElseThrow();
        });
    }

    /** @throws io.jiaxiao.kernel.RefusedException 409 when it was decided otherwise */
    public JoinRequest reject(Caller teacher, long classId, long requestId, String reason) {
        return inTransaction(() -> {
            JoinRequest request = of(classId, requestId);
            if (!requests.decide(requestId, RequestState.REJECTED, teacher.id(), reason, clock.instant())) {
                return decided(requestId, RequestState.REJECTED);
            }
            audit.record(teacher, "REJECT_JOIN_REQUEST", subject(requestId), null, null, reason);
            tell(request, false);
            return requests.find(requestId).orElseThrow();
        });
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 for another's request, 409 when it was decided */
    public JoinRequest withdraw(long guardianId, long requestId) {
        return inTransaction(() -> {
            if (requests.find(requestId)
                    .filter(one -> one.guardianId() == guardianId)
                    .isEmpty()) {
                throw Refused.NO_REQUEST.asException();
            }
            String by = Long.toString(guardianId);
            if (!requests.decide(requestId, RequestState.WITHDRAWN, by, null, clock.instant())) {
                return decided(requestId, RequestState.WITHDRAWN);
            }
            return requests.find(requestId).orElseThrow();
        });
    }

    private long settle(JoinRequest request, Choice choice, Door door, Caller teacher) {
        ClassPlace place = organisation.placeOf(door.classId()).orElseThrow(Refused.CLASS_CLOSED::asException);
        Child child = which(request, choice, place);
        Long from = child.classId();
        if (from == null) {
            admission.letIn(child, place, door, teacher.id());
        } else if (from != door.classId()) {
            if (request.transferReason() == null) {
                throw Refused.OTHER_CLASS.asException();
            }
            admission.move(child, from, place, door, admission.today(), teacher.id(), request.transferReason());
        }
        admission.confirm(child.id());
        admission.entrust(request.guardianId(), child.id(), request.relation());
        if (request.number() != null) {
            admission.number(child.id(), request.number());
        }
        return child.id();
    }

    /** Looked at anew: the father's request may have made the child the mother's means. */
    private Child which(JoinRequest request, Choice choice, ClassPlace place) {
        Long own = request.childId();
        if (own != null) {
            return people.childOf(request.guardianId(), own).orElseThrow(Refused.NO_GUARDIAN::asException);
        }
        var typed = new Typed(Objects.requireNonNull(request.name()), request.number());
        return switch (admission.recognise(typed, request.guardianId(), place)) {
            case Recognition.Own(Child child) -> child;
            case Recognition.Known(Child child) -> child;
            case Recognition.Namesakes(List<ClassMember> members) -> chosen(choice, members, typed, place);
            case Recognition.NumberOfAnother() -> throw Refused.NUMBER_MISMATCH.asException();
            case Recognition.Unknown() -> admission.add(typed, place);
        };
    }

    private Child chosen(Choice choice, List<ClassMember> members, Typed typed, ClassPlace place) {
        Long sameAs = choice.sameAs();
        if (sameAs != null) {
            if (members.stream().noneMatch(member -> member.id() == sameAs)) {
                throw Refused.NOT_A_NAMESAKE.asException();
            }
            return people.child(sameAs).orElseThrow();
        }
        if (!choice.newChild()) {
            throw Refused.CHILD_UNCLEAR.asException();
        }
        return admission.add(typed, place);
    }

    private void tell(JoinRequest request, boolean approved) {
        outbox.append(new JoinRequestDecided(
                Long.toString(request.id()),
                Long.toString(request.guardianId()),
                Long.toString(request.classId()),
                approved,
                clock.instant()));
    }

    private JoinRequest of(long classId, long requestId) {
        return requests.find(requestId)
                .filter(one -> one.classId() == classId)
                .orElseThrow(Refused.NO_REQUEST::asException);
    }

    private JoinRequest decided(long requestId, RequestState wanted) {
        JoinRequest request = requests.find(requestId).orElseThrow();
        if (request.state() != wanted) {
            throw Refused.DECIDED.asException();
        }
        return request;
    }

    private JoinRequest inTransaction(Supplier<JoinRequest> deed) {
        return Races.run(() -> Objects.requireNonNull(transaction.execute(status -> deed.get())));
    }

    private static AuditTrail.Subject subject(long requestId) {
        return new AuditTrail.Subject("join-request", Long.toString(requestId));
    }
}
