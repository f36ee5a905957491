package io.jiaxiao.mall.campaign;

import io.jiaxiao.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The guarded counters of flash sales: the truth about what is sold. A flash order claims here instead of from {@code OfferStock}. Whoever
 * needs both in one transaction opens {@code OfferStock} first.
 */
public interface FlashStock {

    Refusal SOLD_OUT = Refusal.conflict("SOLD_OUT", "已抢光，下次早点来");
    Refusal PERSON_LIMIT = Refusal.conflict("PERSON_LIMIT", "您已达到本次活动的限购数量");
    Refusal ADMISSION_USED = Refusal.conflict("ADMISSION_USED", "该抢购资格已经下过单");

    /**
     * Opens a batch inside the caller's transaction and locks the sales' rows in ascending order of id.
     *
     * @throws IllegalStateException outside a transaction
     */
    Claims open(List<Claim> claims);

    /**
     * Returns the units of a claim that was written: its order was refused or cancelled. In the caller's transaction; a second time changes
     * nothing. Units of a sale that is closed go back to the SKU.
     */
    void giveBack(long saleId, long personId, String requestId);

    /**
     * What an admission is good for.
     *
     * @param requestId the buyer's key of the admission; one order at most bears it
     * @param quantity  at least 1
     * @param expiresAt later than this it is not admitted
     */
    record Claim(long saleId, long personId, String requestId, int quantity, Instant expiresAt) {}

    /** One batch, used by one thread inside one transaction. */
    interface Claims {

        /** Decides in memory and books what it admits, so that the next one sees it. Empty for yes. */
        Optional<Refusal> admit(Claim claim);

        /** Writes all that was admitted, with guarded multi-row statements. An exception means: roll the batch back. */
        void write();
    }
}
