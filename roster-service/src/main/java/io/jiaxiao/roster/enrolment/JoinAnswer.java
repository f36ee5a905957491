package io.jiaxiao.roster.enrolment;

import io.jiaxiao.roster.enrolment.domain.Cause;
import io.jiaxiao.roster.enrolment.domain.RequestState;
import org.jspecify.annotations.Nullable;

/**
 * What became of a wish to join, at once. Kept for replays of its key, so it holds ids only.
 *
 * @param state     JOINED or PENDING
 * @param already   the child was in the class, or the request was there, before
 * @param requestId null for a child that was in the class before
 * @param childId   null while nobody knows which child it is
 * @param cause     why it waits; null for a child that was in the class before
 */
public record JoinAnswer(
        RequestState state, boolean already, @Nullable Long requestId, @Nullable Long childId, @Nullable Cause cause) {}
