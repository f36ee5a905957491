package io.jiaxiao.order.subscription;

import io.jiaxiao.order.entitlement.domain.Entitlement;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.Term;
import java.util.List;

/** A subscription nobody else can change until the transaction ends, with its entitlement and its terms in order. */
public record Held(Subscription subscription, Entitlement entitlement, List<Term> terms) {}
