package io.jiaxiao.mall.points;

import io.jiaxiao.kernel.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * What must commit in the same transaction as a hold: the order, its stock, its quota, its event. A bean; the ledger's
 * writer calls it once for a whole batch, so that many orders cost a few statements.
 *
 * @param <P> what one hold brings along
 */
public interface HoldCompanion<P extends HoldCompanion.Payload> {

    /** Marks what a hold may bring along; its class decides which companion is asked. Immutable, and part of the command's hash. */
    interface Payload {}

    Class<P> payload();

    /**
     * Opens a batch inside the writer's transaction: locks every row its payloads need, in ascending order of id and with
     * one statement per table, after the accounts are locked.
     */
    Batch<P> open(List<P> payloads);

    /** One batch, used by one thread inside one transaction. */
    interface Batch<P extends Payload> {

        /**
         * Decides in memory, in the order of the commands, and books what it admits so that the next one sees it. Called only when
         * the ledger itself would hold the points, so an admitted payload is always written.
         *
         * @return the reason for a no; empty for yes
         */
        Optional<Refusal> admit(P payload, long holdId);

        /** Writes all that was admitted, with guarded multi-row statements. An exception fails the batch, which is then split. */
        void write();
    }
}
