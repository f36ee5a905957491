package io.jiaxiao.order.catalogue.domain;

/** How something is paid; also the channel a tariff may be made for. */
public enum PayMethod {
    ALIPAY,
    CARRIER
}
