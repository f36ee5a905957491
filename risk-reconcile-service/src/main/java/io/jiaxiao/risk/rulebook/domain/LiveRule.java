package io.jiaxiao.risk.rulebook.domain;

/**
 * A rule as it is in force.
 *
 * @param mode ON or OBSERVE
 */
public record LiveRule(String code, int version, Mode mode, RuleText text, Expression expression) {}
