package io.jiaxiao.mall.supply;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How goods go back to a channel. A channel without it leaves that to operators. Never throws. */
public interface AfterSales {

    /** Name of the channel. */
    String channel();

    /**
     * Asks the partner to take items back. May be asked again with the same number, which makes one case.
     *
     * @param number   our number of the case, stored before the call
     * @param order    as it was placed
     * @param quantity how many come back, at least 1
     * @param others   the partner's numbers of the order's other cases: nothing they say is about this one
     */
    Answer ask(String number, SupplyOrder order, int quantity, Set<String> others);

    /** How the case stands. */
    sealed interface Answer {

        /** The partner is at it. @param partnerNumber null when it gave none */
        record UnderWay(@Nullable String partnerNumber) implements Answer {}

        /** The partner has the goods and pays us back. */
        record Accepted(@Nullable String partnerNumber) implements Answer {}

        /** @param partnerNumber null when no case was opened */
        record Refused(String code, String reason, @Nullable String partnerNumber) implements Answer {}

        record Unknown(String code) implements Answer {}
    }
}
