package io.jiaxiao.roster.people;

/** Why a child's time in a class began or ended. */
public enum EnrolmentChange {
    /** A file said so. */
    IMPORT,
    /** A guardian scanned the class's code. */
    SCAN,
    /** From one class of the school to another. */
    TRANSFER,
    /** Taken out, into no other class. */
    LEFT
}
