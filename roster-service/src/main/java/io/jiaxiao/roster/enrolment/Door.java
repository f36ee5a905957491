package io.jiaxiao.roster.enrolment;

import io.jiaxiao.roster.enrolment.domain.JoinMode;

/**
 * How one gets into a class.
 *
 * @param capacity    how many children the class may hold
 * @param lastVersion of the codes made for it; 0 before the first
 */
public record Door(long classId, JoinMode mode, int capacity, int lastVersion) {}
