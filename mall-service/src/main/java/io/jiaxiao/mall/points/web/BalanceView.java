package io.jiaxiao.mall.points.web;

import io.jiaxiao.mall.points.Balance;

/**
 * @param available      may be spent now
 * @param held           taken for orders under way
 * @param expiringSoon   of the available ones, those that end within 30 days
 * @param frozen         nothing may be spent while it is
 */
record BalanceView(long available, long held, long expiringSoon, boolean frozen) {

    static BalanceView of(Balance balance) {
        return new BalanceView(
                balance.available().value(),
                balance.held().value(),
                balance.expiringSoon().value(),
                balance.frozen());
    }
}
