package io.jiaxiao.mall.points;

import io.jiaxiao.kernel.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * What must commit in the same transaction as a hold: the order, its stock, its quota, its event. A bean; the ledger's
 * writer calls it once for a whole batch, so that many orders cost a few statements.
 *
 * <p>A batch that cannot be committed is tried again, whole or in parts: {@link #open} may be called several times for
 * one payload, each time in a new transaction that sees nothing of the one before.
 *
 * @param <P> what one hold brings along
 */
public interface HoldCompanion<P extends HoldCompanion.Payload> {

    /** Marks what a hold may bring along; its class decides which companion is asked. Immutable, and part of the command's hash. */
    interface Payload {

        /**
         * What of it makes two commands the same: hashed as JSON, never stored. Everything, unless it holds what differs
         * when the same order is asked for again, such as a new number or the time.
         */
        default Object fingerprint() {
            return this;
        }
    }

    Class<P> payload();

    /**
     * Opens a batch inside the writer's transaction: locks every row its payloads need, in ascending order of id and with
     * one statement per table, after the accounts are locked. Commands answered before are not among them.
     */
    Batch<P> open(List<P> payloads);

    /** One batch, used by one thread inside one transaction. */
    interface Batch<P extends Payload> {

        /**
         * Decides in memory, in the order of the commands, and books what it admits so that the next one sees it. Called only when
         * the ledger itself would hold the points, so an admitted payload is always written.
         *
         * @return the reason for a no, which is kept under the command's key; empty for yes
         */
        Optional<Refusal> admit(P payload, long holdId);

        /** Writes all that was admitted, with guarded multi-row statements. An exception fails the batch, which is then split. */
        void write();
    }
}
