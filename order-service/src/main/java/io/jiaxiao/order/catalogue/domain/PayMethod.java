package io.jiaxiao.order.catalogue.domain;

/** How something is paid; also the channel a tariff may be made for. */
public enum PayMethod {
    ALIPAY,
    CARRIER,
    /** Not by a parent here: somebody, e.g. the school, settles it with head office. Only operators' renewals are paid so. */
    OUTSIDE,
    /** On the old platform, through whatever channel; its books hold the money, so nothing of it is given back here (O8). */
    MIGRATED;

    /** Whether the money came in here, so that what is left of it is given back here. */
    public boolean takenHere() {
        return this == ALIPAY || this == CARRIER;
    }

    /** Whether a parent may choose it, and a tariff may be made for it as a channel. */
    public boolean isForSale() {
        return this != MIGRATED;
    }
}
