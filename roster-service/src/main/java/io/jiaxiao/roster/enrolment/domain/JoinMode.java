package io.jiaxiao.roster.enrolment.domain;

/** Who lets a child into a class. */
public enum JoinMode {
    /** Whoever holds a good code. */
    AUTO,
    /** The class teacher, one by one. */
    APPROVAL
}
