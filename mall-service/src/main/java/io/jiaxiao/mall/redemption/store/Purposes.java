package io.jiaxiao.mall.redemption.store;

/** What columns of this feature are sealed for, beyond numbers and names. */
final class Purposes {

    static final String STREET = "redemption.street";
    static final String CARD_NUMBER = "card.number";
    static final String CARD_PASSWORD = "card.password";
    static final String TRACKS = "parcel.tracks";
    static final String WORDS = "return.words";
    static final String REQUEST = "redemption.request";

    private Purposes() {}
}
