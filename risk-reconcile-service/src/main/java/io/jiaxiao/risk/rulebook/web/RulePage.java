package io.jiaxiao.risk.rulebook.web;

import io.jiaxiao.risk.rulebook.domain.Rule;
import java.util.List;

/** @param total of all pages */
record RulePage(List<Rule> rules, int page, int size, long total) {}
