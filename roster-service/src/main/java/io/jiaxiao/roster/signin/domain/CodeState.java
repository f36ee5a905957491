package io.jiaxiao.roster.signin.domain;

import java.util.Set;

/** The life of a sign-in code. Only an open one, PENDING or SENT, lets anybody in; a number has at most one. */
public enum CodeState {
    /** Stored; whether message-service took it is not known yet. */
    PENDING,
    /** message-service has it. */
    SENT,
    /** Somebody signed in with it. */
    USED,
    /** Tried wrongly too often. */
    KILLED,
    /** A newer one was asked for. */
    REPLACED,
    /** message-service certainly never had it. */
    UNSENT;

    private static final Set<CodeState> ENDS = Set.of(USED, KILLED, REPLACED, UNSENT);
    private static final Set<CodeState> AFTER_PENDING = Set.of(SENT, UNSENT);

    public boolean isOpen() {
        return !ENDS.contains(this);
    }

    public boolean canBecome(CodeState next) {
        return isOpen() && (AFTER_PENDING.contains(next) ? this == PENDING : ENDS.contains(next));
    }
}
