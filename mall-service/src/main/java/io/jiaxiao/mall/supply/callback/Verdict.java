package io.jiaxiao.mall.supply.callback;

import io.jiaxiao.mall.supply.SupplyNotice;

/** What a call that says it comes from a partner turned out to be. */
public sealed interface Verdict {

    /** Signed by the partner and about us. */
    record Genuine(SupplyNotice notice) implements Verdict {}

    record Bad(Fault fault) implements Verdict {}

    /** What is wrong with it. */
    enum Fault {
        /** From an address no partner has. */
        SOURCE,
        /** Not the partner's signature. */
        FORGED,
        /** Signed, but about an end long past. */
        STALE,
        /** Signed, but about another customer of the partner. */
        FOREIGN,
        /** Not what the partner sends at all. */
        MALFORMED
    }
}
