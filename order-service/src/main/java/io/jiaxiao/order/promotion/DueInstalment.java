package io.jiaxiao.order.promotion;

/** An instalment to be looked at. @param no from 1 */
public record DueInstalment(long purchaseId, long subscriptionId, int no) {}
