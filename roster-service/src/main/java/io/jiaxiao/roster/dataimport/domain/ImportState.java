package io.jiaxiao.roster.dataimport.domain;

/** Where an import is. */
public enum ImportState {
    /** Stored; the background job has not finished it. */
    RUNNING,
    /** Every row was looked at; refused ones are listed. */
    DONE,
    /** It stopped for a reason that is not in the file; what was taken over stays, and the same file may be sent again. */
    FAILED
}
