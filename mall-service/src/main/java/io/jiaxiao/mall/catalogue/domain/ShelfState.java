package io.jiaxiao.mall.catalogue.domain;

import org.jspecify.annotations.Nullable;

/**
 * Whether and why a SKU is on sale: our shelf, the partner's shelf, the pool we may sell from, and the cost on which our price stands.
 *
 * @param onShelf       ours
 * @param offReason     why it is not; empty while it is
 * @param partnerOn     the partner's, as last read
 * @param inPool        still in the pool we may sell from
 * @param costFen       today's cost in fen
 * @param pricedCostFen the cost when the points price was set; 0 while there is none
 */
public record ShelfState(
        boolean onShelf, String offReason, boolean partnerOn, boolean inPool, long costFen, long pricedCostFen) {

    public static final String NEW = "NEW";
    public static final String BY_OPERATOR = "OPERATOR";
    public static final String COST_ROSE = "COST_ROSE";

    /** What the partner says now. */
    public record Reading(boolean inPool, @Nullable Long onSaleCostFen) {}

    /**
     * After what the partner said. A cost that rose by more than {@code margin} per cent above the one we priced by takes the SKU off our
     * shelf; only an operator, who looks at the price, puts it back.
     */
    public ShelfState after(Reading reading, int marginPercent) {
        Long cost = reading.onSaleCostFen();
        boolean partnerSells = cost != null && reading.inPool();
        long now = cost == null ? costFen : cost;
        boolean rose = onShelf && pricedCostFen > 0 && now * 100 > pricedCostFen * (100L + marginPercent);
        return new ShelfState(
                onShelf && !rose, rose ? COST_ROSE : offReason, partnerSells, reading.inPool(), now, pricedCostFen);
    }

    /** Our price was set, or looked at again, at today's cost. */
    public ShelfState pricedAtCost() {
        return new ShelfState(onShelf, offReason, partnerOn, inPool, costFen, costFen);
    }

    /** After an operator put it on our shelf, or took it off. */
    public ShelfState shelved(boolean on) {
        return new ShelfState(on, on ? "" : BY_OPERATOR, partnerOn, inPool, costFen, pricedCostFen);
    }

    /** Whether our own shelf changed by a risen cost. */
    public boolean tookOff(ShelfState before) {
        return before.onShelf && !onShelf;
    }
}
