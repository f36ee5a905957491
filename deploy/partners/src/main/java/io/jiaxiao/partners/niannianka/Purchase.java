package io.jiaxiao.partners.niannianka;

import io.jiaxiao.partners.journal.Line;
import java.util.List;

/**
 * What a client asks for, already checked.
 *
 * @param orderNo the client's number
 * @param type the partner's number for the kind of order
 * @param productId of the catalogue, or made up for a phone bill
 * @param account what is recharged; empty for cards
 * @param priceFen for all pieces together, in fen
 * @param stocked whether the product has a stock that goes down
 */
record Purchase(
        String orderNo,
        Type type,
        String productId,
        String productName,
        String account,
        int pieces,
        long priceFen,
        boolean stocked) {

    /** The partner's order types; the numbers are INFERRED. */
    enum Type {
        MOBILE(1),
        DATA(2),
        CARD(3),
        DIRECT(4);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /** What a fault can be ordered for: the account, or for cards the order number; and the product. */
    List<String> targets() {
        return List.of(account.isEmpty() ? orderNo : account, productId);
    }

    Line line() {
        return new Line(targets().getFirst(), orderNo + " " + productName + " ×" + pieces);
    }

    /** Shows no account. */
    @Override
    public String toString() {
        return "Purchase[" + orderNo + " " + productId + " ×" + pieces + "]";
    }
}
