package io.jiaxiao.contracts.risk;

import java.util.List;

/**
 * @param decisionId number under which the inputs and hits are kept
 * @param verdict    the strictest of all rules that are on
 * @param rules      codes of the rules that decided, strictest first; empty for a plain pass. {@code DEGRADED} stands
 *                   among them when windows could not be read and the event is therefore to be reviewed
 * @param message    a Chinese sentence for the person, empty for PASS; it does not say which rule it was
 */
public record Decision(String decisionId, Verdict verdict, List<String> rules, String message) {}
