package io.jiaxiao.mall.points;

import io.jiaxiao.kernel.Points;
import java.util.List;

/**
 * The one way points move. Each command carries a key: the same key and command again gets the first answer, a refusal
 * included; the same key with another command is {@link LedgerRefusal#KEY_REUSED}. Each answer is given after its
 * transaction committed; commands of many callers share one transaction, and one of them refused or failing changes
 * nothing for the others.
 *
 * <p>Must not be called inside a transaction. What has to commit together with a hold travels as its {@link HoldCompanion}.
 *
 * <p>Every command may throw a {@link io.jiaxiao.kernel.RefusedException} of kind UNAVAILABLE: {@code LEDGER_BUSY} when
 * nothing was done, {@code LEDGER_UNANSWERED} when it may have been. After both, the same command with the same key is the
 * right thing to try. A command that no ledger could take (no points, a key too long) is an {@link IllegalArgumentException}.
 */
public interface PointsLedger {

    GrantResult grant(GrantPoints command);

    /** Takes points for an order before anyone ships anything. Posted by fulfilment, voided by refusal. */
    HoldResult hold(HoldPoints command);

    /** The order was fulfilled: the held points are spent. Whole holds only. */
    SettleResult post(SettleHold command);

    /**
     * The order was refused or cancelled: the held points are available again, in the lots they came from. A lot that
     * expired meanwhile gets the grace period of the rules, but only once, so that cancelling does not keep points for ever.
     */
    SettleResult release(SettleHold command);

    /**
     * Gives back what a posted hold spent, whole or in part: an after-sale return, a reversed recharge. The points return
     * to the lots that paid, the youngest first; a lot that expired meanwhile gets the grace period of the rules.
     */
    ReverseResult reverse(ReversePost command);

    Balance balance(long personId);

    /**
     * Whether asking for so many is worth while: false when the person has fewer for certain. Points that are overdue and not
     * taken yet count, so true is no promise.
     */
    boolean mayAfford(long personId, Points points);

    /** Which lots pay for a hold, oldest first; empty when there is no such hold. */
    List<LotShare> shares(long holdId);
}
