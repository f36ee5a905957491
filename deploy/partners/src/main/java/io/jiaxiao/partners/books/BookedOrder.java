package io.jiaxiao.partners.books;

/**
 * An order of ours as the partner has it in its books.
 *
 * @param number        ours
 * @param partnerNumber theirs
 * @param fen           what it costs us, in fen, while it is not given back; of a payment, what is kept of it
 */
public record BookedOrder(String number, String partnerNumber, Standing standing, long fen) {

    /** How far it is. */
    public enum Standing {
        /** Kept for us and not bought: it ends by itself. */
        RESERVED,
        /** Bought, and on its way. */
        OPEN,
        /** An end: we have it and pay for it. */
        SUPPLIED,
        /** An end: we have nothing and pay nothing. */
        NOT_SUPPLIED
    }
}
