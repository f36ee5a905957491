package io.jiaxiao.order.subscription;

import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.Term;

/** What became of money for a term. */
public sealed interface TakenTerm {

    /** A subscription began. */
    record Opened(Subscription subscription, Term term) implements TakenTerm {}

    /** The child's running subscription goes on for longer. */
    record Renewed(Subscription subscription, Term term) implements TakenTerm {}

    /** Not a day would be added, so nothing was: the school term is over, paid for already, or the carrier bills it. */
    record NothingLeft() implements TakenTerm {}
}
