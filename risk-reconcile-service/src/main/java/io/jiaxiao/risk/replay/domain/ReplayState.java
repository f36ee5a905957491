package io.jiaxiao.risk.replay.domain;

/** Where a replay stands. */
public enum ReplayState {
    RUNNING,
    DONE,
    /** Its version cannot be evaluated any more. */
    FAILED
}
