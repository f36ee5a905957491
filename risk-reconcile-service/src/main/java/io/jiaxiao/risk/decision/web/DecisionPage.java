package io.jiaxiao.risk.decision.web;

import io.jiaxiao.risk.decision.domain.DecisionRecord;
import java.util.List;

/** @param total of all pages */
record DecisionPage(List<DecisionRecord> decisions, int page, int size, long total) {}
