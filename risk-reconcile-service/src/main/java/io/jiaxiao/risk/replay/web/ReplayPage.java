package io.jiaxiao.risk.replay.web;

import io.jiaxiao.risk.replay.domain.ReplayJob;
import java.util.List;

/** @param total of all pages */
record ReplayPage(List<ReplayJob> replays, int page, int size, long total) {}
