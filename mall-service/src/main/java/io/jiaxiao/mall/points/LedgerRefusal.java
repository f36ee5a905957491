package io.jiaxiao.mall.points;

/** Why the ledger says no. A refused command leaves every balance as it was. */
public enum LedgerRefusal {
    NOT_ENOUGH_POINTS,
    ACCOUNT_FROZEN,
    /** The key was used with another command. */
    KEY_REUSED,
    HOLD_UNKNOWN,
    /** It was posted when it should be released, or the other way round. */
    HOLD_SETTLED_OTHERWISE,
    /** More would be given back than was spent. */
    MORE_THAN_SPENT,
    /** The lot's end is not in the future. */
    ALREADY_EXPIRED,
    /** The command's companion said no; its own answer tells why. */
    COMPANION_REFUSED
}
