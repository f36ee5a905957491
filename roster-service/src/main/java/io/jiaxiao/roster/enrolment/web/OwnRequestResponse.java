package io.jiaxiao.roster.enrolment.web;

import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.enrolment.FindRequests;
import io.jiaxiao.roster.enrolment.JoinRequest;
import io.jiaxiao.roster.enrolment.domain.Cause;
import io.jiaxiao.roster.enrolment.domain.RequestState;
import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.people.Relation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as its guardian sees it.
 *
 * @param school    missing, with grade and class, when the class was closed
 * @param childName missing when the request came to nothing long ago
 * @param note      why it was rejected
 */
record OwnRequestResponse(
        String id,
        RequestState state,
        Cause cause,
        String classId,
        @Nullable String school,
        @Nullable String grade,
        @Nullable String schoolClass,
        @Nullable String childId,
        @Nullable String childName,
        Relation relation,
        Instant createdAt,
        @Nullable Instant decidedAt,
        @Nullable String note) {

    static OwnRequestResponse of(FindRequests.Own own) {
        JoinRequest request = own.request();
        ClassPlace place = own.place();
        Long child = request.childId();
        PersonName name = own.childName();
        return new OwnRequestResponse(
                Long.toString(request.id()),
                request.state(),
                request.cause(),
                Long.toString(request.classId()),
                place == null ? null : place.school().name(),
                place == null ? null : place.grade().name(),
                place == null ? null : place.schoolClass().name(),
                child == null ? null : Long.toString(child),
                name == null ? null : name.clear(),
                request.relation(),
                request.createdAt(),
                request.decidedAt(),
                request.note());
    }
}
