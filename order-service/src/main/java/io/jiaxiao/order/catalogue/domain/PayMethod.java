package io.jiaxiao.order.catalogue.domain;

/** How something is paid; also the channel a tariff may be made for. */
public enum PayMethod {
    ALIPAY,
    CARRIER,
    /** Not by a parent here: somebody, e.g. the school, settles it with head office. Only operators' renewals are paid so. */
    OUTSIDE
}
