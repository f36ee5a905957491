package io.jiaxiao.roster.enrolment.store;

import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.enrolment.JoinRequest;
import io.jiaxiao.roster.enrolment.domain.RequestState;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Requests to join. A guardian has at most one open request for a child and a class. */
@Repository
public class JoinRequests {

    /** Rows changed by one statement. */
    private static final int ROUND = 1000;

    private final JoinRequestMapper mapper;
    private final BlindIndex index;

    JoinRequests(JoinRequestMapper mapper, BlindIndex index) {
        this.mapper = mapper;
        this.index = index;
    }

    public Optional<JoinRequest> find(long id) {
        return Optional.ofNullable(mapper.find(id));
    }

    /** The one that is open for the same child, if there is one. */
    public Optional<JoinRequest> open(JoinRequest like) {
        return Optional.ofNullable(mapper.open(like.guardianId(), like.classId(), subject(like)));
    }

    /** The newest first. */
    public List<JoinRequest> ofGuardian(long guardianId, long before, int most) {
        return mapper.ofGuardian(guardianId, before, most);
    }

    /** The oldest first. */
    public List<JoinRequest> ofClass(long classId, RequestState state, long after, int most) {
        return mapper.ofClass(classId, state, after, most);
    }

    public void insert(JoinRequest request) {
        mapper.insert(request, subject(request));
    }

    /** Writes down what was typed in anew. @return whether it is pending still */
    public boolean correct(JoinRequest request) {
        return mapper.correct(request) == 1;
    }

    /** How many of a guardian wait for this class. */
    public int openOf(long guardianId, long classId) {
        return mapper.openOf(guardianId, classId);
    }

    /** How many children, besides this one, a guardian has brought into the class without anybody looking. */
    public int letInByCode(long guardianId, long classId, long childId) {
        return mapper.letInByCode(guardianId, classId, childId);
    }

    /** @return whether it was pending until now */
    public boolean decide(long id, RequestState next, String by, @Nullable String note, Instant now) {
        if (!RequestState.PENDING.canBecome(next)) {
            throw new IllegalArgumentException("a request never becomes " + next);
        }
        return mapper.decide(id, next, by, note, now) == 1;
    }

    /** Says which child it has become, and forgets what was typed in. */
    public void joined(long id, long childId) {
        mapper.joined(id, childId);
    }

    /** Ends those nobody decided. @return how many */
    public int lapse(Instant createdBefore, Instant now) {
        return inRounds(() -> mapper.lapse(createdBefore, now, ROUND));
    }

    /** Forgets what was typed into requests that came to nothing. @return how many */
    public int forget(Instant decidedBefore) {
        return inRounds(() -> mapper.forget(decidedBefore, ROUND));
    }

    private static int inRounds(IntSupplier round) {
        int all = 0;
        int last;
        do {
            last = round.getAsInt();
            all += last;
        } while (last >= ROUND);
        return all;
    }

    private String subject(JoinRequest request) {
        PersonName name = request.name();
        return name == null ? "c" + request.childId() : "n" + index.of(PiiPurpose.NAME, name.clear());
    }
}
