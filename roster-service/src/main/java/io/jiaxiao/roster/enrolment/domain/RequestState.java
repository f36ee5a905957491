package io.jiaxiao.roster.enrolment.domain;

/** The life of a request to join a class. Only a pending one can change, and once. */
public enum RequestState {
    /** Waits for the class teacher. */
    PENDING,
    JOINED,
    REJECTED,
    /** Taken back by the guardian. */
    WITHDRAWN,
    /** Nobody decided in time. */
    LAPSED;

    public boolean canBecome(RequestState next) {
        return this == PENDING && next != PENDING;
    }
}
