package io.jiaxiao.risk.decision.domain;

/** Why a decision is kept. */
public enum KeptBecause {
    /** A rule was true, if only an observing one. */
    HIT,
    /** Its windows could not be read. */
    DEGRADED,
    /** One of many plain passes, so that a replay has something to run over. */
    SAMPLE
}
