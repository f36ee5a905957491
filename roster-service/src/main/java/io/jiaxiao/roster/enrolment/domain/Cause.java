package io.jiaxiao.roster.enrolment.domain;

/** Why a request was decided as it was, or waits for a teacher. */
public enum Cause {
    /** The class lets children in by itself. */
    AUTO,
    /** The class wants every child looked at. */
    APPROVAL,
    /** The child may be one the school knows already: whoever becomes its guardian sees its data. */
    SAME_CHILD,
    /** The child is in another class of the school. */
    TRANSFER,
    /** The class lets children in by itself, but the guardian has brought so many that somebody looks. */
    MANY_CHILDREN
}
