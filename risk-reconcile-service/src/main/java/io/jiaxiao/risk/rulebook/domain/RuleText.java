package io.jiaxiao.risk.rulebook.domain;

import io.jiaxiao.contracts.risk.Verdict;

/**
 * What a version of a rule says.
 *
 * @param expression CEL, true for a hit
 * @param verdict    of a hit; never PASS
 * @param message    a Chinese sentence for the person it hits; does not say which rule it was
 * @param priority   whose message is shown when several are equally strict: the lowest number's
 */
public record RuleText(String expression, Verdict verdict, String message, int priority) {}
