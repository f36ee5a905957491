package io.jiaxiao.risk.rulebook.domain;

/** The life of a rule's version. Which approved one is live stands with the rule. */
public enum VersionState {
    /** Its author may change it. */
    DRAFT,
    /** Waits for a second person. */
    SUBMITTED,
    /** Was or is live; never changes again. */
    APPROVED,
    /** Sent back with a reason; never changes again. */
    REJECTED;

    public boolean canBecome(VersionState next) {
        return switch (this) {
            case DRAFT -> next == SUBMITTED;
            case SUBMITTED -> next == APPROVED || next == REJECTED;
            case APPROVED, REJECTED -> false;
        };
    }
}
