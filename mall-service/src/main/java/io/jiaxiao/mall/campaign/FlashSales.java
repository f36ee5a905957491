package io.jiaxiao.mall.campaign;

import io.jiaxiao.kernel.Refusal;

/** What redemption asks of a flash sale before it holds points. */
public interface FlashSales {

    Refusal ADMISSION_WRONG = Refusal.unprocessable("ADMISSION_WRONG", "抢购资格无效，请返回活动页重新抢购");
    Refusal ADMISSION_EXPIRED = Refusal.conflict("ADMISSION_EXPIRED", "抢购资格已过期，请返回活动页重新抢购");

    /**
     * Reads an admission as the buyer shows it.
     *
     * @param admission what {@code POST /api/v1/flash-sales/{id}/admissions} answered
     * @param personId  the caller, from the token: an admission is of use to nobody else
     */
    Reading read(String admission, long personId);

    /** What an admission turned out to be. */
    sealed interface Reading {

        /**
         * @param claim what the order has to claim from {@link FlashStock} in the transaction of its hold
         * @param offer what it is for, and its price
         */
        record Valid(FlashStock.Claim claim, FlashOffer offer) implements Reading {}

        /** @param refusal {@link #ADMISSION_WRONG} or {@link #ADMISSION_EXPIRED} */
        record Refused(Refusal refusal) implements Reading {}
    }
}
