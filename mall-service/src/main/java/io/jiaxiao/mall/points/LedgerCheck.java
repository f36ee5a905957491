package io.jiaxiao.mall.points;

import java.util.Map;

/**
 * What must be true between the ledger's holds and what they are held for. A bean of whoever holds points; the ledger asks it
 * together with its own invariants, in the same snapshot.
 */
@FunctionalInterface
public interface LedgerCheck {

    /** Names of the statements in UPPER_SNAKE, with how many rows break each; 0 for one that holds. Reads only. */
    Map<String, Long> broken();
}
