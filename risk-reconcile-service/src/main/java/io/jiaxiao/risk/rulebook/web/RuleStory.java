package io.jiaxiao.risk.rulebook.web;

import io.jiaxiao.risk.rulebook.domain.Rule;
import io.jiaxiao.risk.rulebook.domain.RuleVersion;
import java.util.List;

/** @param versions newest first */
record RuleStory(Rule rule, List<RuleVersion> versions) {}
