package io.jiaxiao.order.entitlement.domain;

/** Whose use of what. */
public record EntitlementKey(String childId, String productCode) {}
