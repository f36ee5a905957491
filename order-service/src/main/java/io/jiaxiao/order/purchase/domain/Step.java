package io.jiaxiao.order.purchase.domain;

/**
 * What somebody did to a purchase: a line of its timeline.
 *
 * @param what  stable code of the act, e.g. {@code PAID}
 * @param actor {@code person:ID}, {@code operator:ID} or {@code system}
 * @param note  words for operators; empty for none
 */
public record Step(String what, String actor, String note) {

    public static Step bySystem(String what, String note) {
        return new Step(what, "system", note);
    }

    public static Step byOperator(String what, String operatorId, String note) {
        return new Step(what, "operator:" + operatorId, note);
    }

    public static Step byPerson(String what, long personId) {
        return new Step(what, "person:" + personId, "");
    }
}
