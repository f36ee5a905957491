package io.jiaxiao.roster.enrolment.web;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.enrolment.DecideRequest;
import io.jiaxiao.roster.enrolment.FindRequests;
import io.jiaxiao.roster.enrolment.JoinRequest;
import io.jiaxiao.roster.enrolment.MoveChild;
import io.jiaxiao.roster.enrolment.domain.Cause;
import io.jiaxiao.roster.enrolment.domain.RequestState;
import io.jiaxiao.roster.people.CallerPerson;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Relation;
import io.jiaxiao.roster.people.StudentNumber;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The class teacher says who comes into the class, and who leaves it. */
@RestController
@RequestMapping("/api/v1/classes/{classId}")
class JoinRequestController {

    private final FindRequests find;
    private final DecideRequest decide;
    private final MoveChild move;
    private final People people;

    JoinRequestController(FindRequests find, DecideRequest decide, MoveChild move, People people) {
        this.find = find;
        this.decide = decide;
        this.move = move;
        this.people = people;
    }

    /** @param nextCursor missing on the last page */
    record WaitingResponse(List<WaitingRequest> items, @Nullable String nextCursor) {}

    /**
     * A request that waits.
     *
     * @param number         the school's, as the guardian typed it in; missing when it was not
     * @param guardianMobile masked
     * @param sure           number and name are those of the one child in {@code sameNames}
     * @param sameNames      children it may be; unless {@code sure}, approving says which, or that it is yet another
     */
    record WaitingRequest(
            String id,
            Cause cause,
            @Nullable String childName,
            @Nullable String number,
            Relation relation,
            @Nullable String guardianName,
            @Nullable String guardianMobile,
            @Nullable String transferReason,
            boolean sure,
            List<String> sameNames,
            Instant createdAt) {

        static WaitingRequest of(FindRequests.Waiting waiting) {
            JoinRequest request = waiting.request();
            StudentNumber number = request.number();
            Mobile mobile = waiting.guardianMobile();
            return new WaitingRequest(
                    Long.toString(request.id()),
                    request.cause(),
                    clear(waiting.childName()),
                    number == null ? null : number.clear(),
                    request.relation(),
                    clear(waiting.guardianName()),
                    mobile == null ? null : mobile.masked(),
                    request.transferReason(),
                    waiting.candidates().sure(),
                    waiting.candidates().childIds().stream()
                            .map(String::valueOf)
                            .toList(),
                    request.createdAt());
        }

        private static @Nullable String clear(@Nullable PersonName name) {
            return name == null ? null : name.clear();
        }
    }

    /**
     * Needed only where the class has children of the name.
     *
     * @param sameAs   which of them it is
     * @param newChild it is none of them
     */
    record ApprovalRequest(
            @Nullable @Pattern(regexp = "[1-9][0-9]{0,17}", message = "不正确") String sameAs,
            @Nullable Boolean newChild) {}

    /** A request once it is decided. */
    record DecidedResponse(
            String id,
            RequestState state,
            @Nullable String childId,
            @Nullable Instant decidedAt,
            @Nullable String note) {

        static DecidedResponse of(JoinRequest request) {
            Long child = request.childId();
            return new DecidedResponse(
                    Long.toString(request.id()),
                    request.state(),
                    child == null ? null : Long.toString(child),
                    request.decidedAt(),
                    request.note());
        }
    }

    /** The oldest first. */
    @GetMapping("/join-requests")
    WaitingResponse pending(
            Caller caller,
            @PathVariable long classId,
            @RequestParam(defaultValue = "0") @Min(value = 0, message = "不正确") long cursor,
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "须为1至100")
                    @Max(value = 100, message = "须为1至100")
                    int size) {
        requireOwnClass(caller, classId);
        List<FindRequests.Waiting> found = find.pending(classId, cursor, size + 1);
        List<FindRequests.Waiting> page = found.subList(0, Math.min(size, found.size()));
        return new WaitingResponse(
                page.stream().map(WaitingRequest::of).toList(),
                found.size() > size ? Long.toString(page.getLast().request().id()) : null);
    }

    @PostMapping("/join-requests/{id}/approvals")
    DecidedResponse approve(
            Caller caller,
            @PathVariable long classId,
            @PathVariable long id,
            @Valid @RequestBody ApprovalRequest request) {
        requireOwnClass(caller, classId);
        String sameAs = request.sameAs();
        var choice = new DecideRequest.Choice(
                sameAs == null ? null : Long.valueOf(sameAs), Boolean.TRUE.equals(request.newChild()));
        return DecidedResponse.of(decide.approve(caller, classId, id, choice));
    }

    @PostMapping("/join-requests/{id}/rejections")
    DecidedResponse reject(
            Caller caller,
            @PathVariable long classId,
            @PathVariable long id,
            @Valid @RequestBody ReasonRequest request) {
        requireOwnClass(caller, classId);
        return DecidedResponse.of(
                decide.reject(caller, classId, id, request.reason().strip()));
    }

    /** The child leaves the class. */
    @PostMapping("/students/{childId}/departures")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeOut(
            Caller caller,
            @PathVariable long classId,
            @PathVariable long childId,
            @Valid @RequestBody ReasonRequest request) {
        requireOwnClass(caller, classId);
        Optional<Child> child = people.child(childId).filter(one -> one.classId() != null && one.classId() == classId);
        DataScope.require(child.isPresent());
        move.takeOut(caller, child.orElseThrow(), classId, request.reason().strip());
    }

    private void requireOwnClass(Caller caller, long classId) {
        DataScope.require(people.leads(CallerPerson.id(caller), classId));
    }
}
