package io.jiaxiao.roster.enrolment;

import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.enrolment.domain.Cause;
import io.jiaxiao.roster.enrolment.domain.RequestState;
import io.jiaxiao.roster.people.Relation;
import io.jiaxiao.roster.people.StudentNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A guardian's wish to have a child in a class, and what became of it.
 *
 * @param codeId         by which code
 * @param childId        the own child, or the child it has become; null while nobody knows which child it is
 * @param name           what was typed in; null for an own child and once the child has joined
 * @param transferReason why the child is to leave its present class; null when it is in none
 * @param decidedBy      person; null while pending, and when nobody decided in time
 * @param note           why it was rejected; null otherwise
 */
public record JoinRequest(
        long id,
        long codeId,
        long classId,
        long guardianId,
        @Nullable Long childId,
        @Nullable PersonName name,
        @Nullable StudentNumber number,
        Relation relation,
        Cause cause,
        @Nullable String transferReason,
        RequestState state,
        Instant createdAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String note) {

    /** This one in the words of a later wish for the same child. A number once given is not lost by leaving it out. */
    JoinRequest correctedBy(JoinRequest later) {
        boolean saysLess = number != null && later.number == null;
        return new JoinRequest(
                id,
                codeId,
                classId,
                guardianId,
                childId,
                later.name,
                saysLess ? number : later.number,
                later.relation,
                saysLess ? cause : later.cause,
                saysLess ? transferReason : later.transferReason,
                state,
                createdAt,
                decidedAt,
                decidedBy,
                note);
    }
}
