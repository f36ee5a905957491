package io.jiaxiao.order.catalogue.domain;

/**
 * For whom a tariff is.
 *
 * @param id of the unit or channel; empty for the list price
 */
public record TariffScope(Kind kind, String id) {

    public static final TariffScope LIST = new TariffScope(Kind.LIST, "");

    /** The sorts of scope, the strongest first. */
    public enum Kind {
        /** A region, school, grade or class, with all below it. */
        UNIT,
        /** Everybody who pays in one way. */
        CHANNEL,
        /** Everybody. */
        LIST
    }
}
