package io.jiaxiao.risk.replay.web;

import io.jiaxiao.risk.replay.domain.ReplayJob;
import io.jiaxiao.risk.replay.domain.ReplaySample;
import java.util.List;

/** @param samples the first hits and changes */
record ReplayStory(ReplayJob replay, List<ReplaySample> samples) {}
