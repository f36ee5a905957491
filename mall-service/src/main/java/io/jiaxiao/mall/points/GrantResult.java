package io.jiaxiao.mall.points;

/** What became of a grant. */
public sealed interface GrantResult {

    /** @param lotId the new lot */
    record Granted(long transferId, long lotId) implements GrantResult {}

    record Refused(LedgerRefusal reason) implements GrantResult {}
}
