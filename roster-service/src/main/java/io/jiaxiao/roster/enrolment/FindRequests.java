package io.jiaxiao.roster.enrolment;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.enrolment.DecideRequest.Candidates;
import io.jiaxiao.roster.enrolment.domain.RequestState;
import io.jiaxiao.roster.enrolment.store.JoinRequests;
import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Requests as their guardian sees them, and as the class teacher does. */
@Service
public class FindRequests {

    private final JoinRequests requests;
    private final DecideRequest decide;
    private final Organisation organisation;
    private final People people;

    FindRequests(JoinRequests requests, DecideRequest decide, Organisation organisation, People people) {
        this.requests = requests;
        this.decide = decide;
        this.organisation = organisation;
        this.people = people;
    }

    /**
     * @param place     null when the class was closed
     * @param childName null when nobody keeps it any more
     */
    public record Own(JoinRequest request, @Nullable ClassPlace place, @Nullable PersonName childName) {}

    /**
     * @param childName      null when nobody keeps it any more
     * @param guardianMobile null for a guardian without a number
     */
    public record Waiting(
            JoinRequest request,
            @Nullable PersonName childName,
            @Nullable PersonName guardianName,
            @Nullable Mobile guardianMobile,
            Candidates candidates) {}

    /** The newest first. */
    public List<Own> ofGuardian(long guardianId, long before, int most) {
        List<JoinRequest> found = requests.ofGuardian(guardianId, before, most);
        Map<Long, ClassPlace> places =
                organisation.placesOf(found.stream().map(JoinRequest::classId).collect(Collectors.toSet()));
        Map<Long, PersonName> names =
                people.childrenOf(guardianId).stream().collect(Collectors.toMap(Child::id, Child::name));
        return found.stream()
                .map(request -> new Own(request, places.get(request.classId()), name(request, names)))
                .toList();
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 for another's request */
    public Own ofGuardian(long guardianId, long requestId) {
        return ofGuardian(guardianId, requestId + 1, 1).stream()
                .filter(own -> own.request().id() == requestId)
                .findFirst()
                .orElseThrow(Refused.NO_REQUEST::asException);
    }

    /** Those that wait for the class teacher, the oldest first. */
    public List<Waiting> pending(long classId, long after, int most) {
        return requests.ofClass(classId, RequestState.PENDING, after, most).stream()
                .map(this::waiting)
                .toList();
    }

    private Waiting waiting(JoinRequest request) {
        Optional<Person> guardian = people.find(request.guardianId());
        Long child = request.childId();
        PersonName name = child == null
                ? request.name()
                : people.child(child).map(Child::name).orElse(null);
        return new Waiting(
                request,
                name,
                guardian.map(Person::name).orElse(null),
                guardian.map(Person::mobile).orElse(null),
                decide.candidates(request));
    }

    private static @Nullable PersonName name(JoinRequest request, Map<Long, PersonName> own) {
        Long child = request.childId();
        return child == null ? request.name() : own.get(child);
    }
}
