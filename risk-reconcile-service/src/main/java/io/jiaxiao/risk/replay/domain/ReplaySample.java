package io.jiaxiao.risk.replay.domain;

import io.jiaxiao.contracts.risk.Verdict;

/**
 * A decision the version was true for, or would have changed.
 *
 * @param then what was decided
 * @param now  what would have been decided
 */
public record ReplaySample(String decisionId, boolean hit, Verdict then, Verdict now) {}
